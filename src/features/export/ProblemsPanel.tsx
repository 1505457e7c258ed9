import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleSlash, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftId, ProjectId } from '../../core/flow.ts';
import {
  EXPORT_PROBLEM_CODES,
  type ExportProblem,
  type ExportProblemCode,
  leavesRecordOut,
} from '../../formats/export-source.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { formatCount } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';

/** As many drafts of one problem as fit in a glance. */
const SHOWN_DRAFTS = 20;
/** The preview lists no more problems than this. */
const LISTED_PROBLEMS = 1_000;

/** What a person should know before writing, by kind: what is left out first. */
export function ProblemsPanel({
  projectId,
  problems,
}: {
  projectId: ProjectId;
  problems: readonly ExportProblem[];
}) {
  const { t, i18n } = useTranslation('export');
  const codes = EXPORT_PROBLEM_CODES.filter((code) =>
    problems.some((problem) => problem.code === code),
  );
  return (
    <Panel
      title={t('problems.title')}
      meta={problems.length > 0 ? formatCount(problems.length, i18n.language) : null}
    >
      {codes.length === 0 ? (
        <p className="flex items-center gap-2 text-ok">
          <CircleCheck size={15} aria-hidden="true" />
          {t('problems.none')}
        </p>
      ) : (
        <ul className="flex flex-col divide-y divide-line">
          {codes.map((code) => (
            <ProblemKind
              key={code}
              projectId={projectId}
              code={code}
              drafts={draftsOf(problems, code)}
            />
          ))}
        </ul>
      )}
      {problems.length >= LISTED_PROBLEMS ? (
        <p className="mt-2 text-sm text-ink-3">
          {t('problems.capped', { shown: formatCount(LISTED_PROBLEMS, i18n.language) })}
        </p>
      ) : null}
    </Panel>
  );
}

const draftsOf = (problems: readonly ExportProblem[], code: ExportProblemCode): string[] => [
  ...new Set(problems.filter((problem) => problem.code === code).map(({ draftId }) => draftId)),
];

function ProblemKind({
  projectId,
  code,
  drafts,
}: {
  projectId: ProjectId;
  code: ExportProblemCode;
  drafts: readonly string[];
}) {
  const { t, i18n } = useTranslation('export');
  const [isOpen, setIsOpen] = useState(false);
  const isOut = leavesRecordOut(code);
  const Icon = isOut ? CircleSlash : TriangleAlert;
  return (
    <li className="flex flex-col gap-1 py-2">
      <div className="flex items-start gap-2">
        <Icon
          size={15}
          aria-hidden="true"
          className={isOut ? 'mt-0.5 shrink-0 text-bad' : 'mt-0.5 shrink-0 text-warn'}
        />
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            {t(`problems.codes.${code}.label`)}
            <span className="mono text-ink-2">{formatCount(drafts.length, i18n.language)}</span>
            <Chip tone={isOut ? 'bad' : 'warn'}>
              {t(isOut ? 'problems.leavesOut' : 'problems.warning')}
            </Chip>
          </p>
          <p className="text-sm text-ink-2">{t(`problems.codes.${code}.text`)}</p>
        </div>
        <Button size="sm" variant="ghost" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {t(isOpen ? 'problems.hide' : 'problems.show')}
        </Button>
      </div>
      {isOpen ? <DraftLinks projectId={projectId} drafts={drafts} /> : null}
    </li>
  );
}

function DraftLinks({ projectId, drafts }: { projectId: ProjectId; drafts: readonly string[] }) {
  const { t } = useTranslation('export');
  const more = drafts.length - SHOWN_DRAFTS;
  return (
    <ul className="ms-6 flex flex-wrap gap-x-3 gap-y-1">
      {drafts.slice(0, SHOWN_DRAFTS).map((draft) => (
        <li key={draft}>
          <Link
            to="/p/$projectId/review"
            params={{ projectId }}
            search={{ draft: draft as DraftId }}
            aria-label={t('problems.open', { draft })}
            className="mono text-accent hover:underline"
          >
            {draft.slice(0, 18)}
          </Link>
        </li>
      ))}
      {more > 0 ? <li className="text-ink-3">{t('problems.more', { count: more })}</li> : null}
    </ul>
  );
}
