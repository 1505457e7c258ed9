import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PromptTemplate } from '../../../core/chat.ts';
import type { ProjectId } from '../../../core/flow.ts';
import { byVersion, type OutcomeSum, outcomeSum } from '../../../pipeline/prompt-outcomes.ts';
import { storeKey } from '../../../state/queries.ts';
import { useStudio } from '../../../state/studio.ts';
import { formatCount, formatPercent, formatUsd } from '../../../ui/format.ts';

const COLUMNS = [
  'drafts',
  'accepted',
  'edited',
  'rejected',
  'acceptance',
  'usd',
  'perKept',
] as const;

/** Every version with what became of its drafts. */
export function PromptVersions({
  projectId,
  versions,
}: {
  projectId: ProjectId;
  versions: readonly PromptTemplate[];
}) {
  const { t } = useTranslation('settings');
  const { store } = useStudio();
  const { data } = useQuery({
    queryKey: storeKey('drafts', projectId, 'outcomes'),
    queryFn: () => store.drafts.outcomes(projectId, {}),
  });
  const sums = byVersion(data ?? [], versions[0]?.id ?? '');
  return (
    <table aria-label={t('prompts.versions')} className="data-table max-w-4xl">
      <thead>
        <tr>
          <th scope="col">{t('prompts.version')}</th>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className="text-end!">
              {t(`prompts.columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {versions.map(({ version, author }) => (
          <tr key={version}>
            <th scope="row" className="text-start font-normal">
              {t('prompts.versionOf', {
                version,
                author: t(author === 'person' ? 'prompts.person' : 'prompts.builtIn'),
              })}
            </th>
            <Cells sum={sums.get(version) ?? outcomeSum([])} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cells({ sum }: { sum: OutcomeSum }) {
  const { i18n } = useTranslation('settings');
  const locale = i18n.language;
  const count = (value: number) => (sum.drafts === 0 ? '–' : formatCount(value, locale));
  const { accepted, edited, rejected } = sum.byStatus;
  const cells: Record<(typeof COLUMNS)[number], string> = {
    drafts: count(sum.drafts),
    accepted: count(accepted),
    edited: count(edited),
    rejected: count(rejected),
    acceptance: sum.acceptance === null ? '–' : formatPercent(sum.acceptance, locale),
    usd: sum.drafts === 0 ? '–' : formatUsd(sum.usd, locale),
    perKept: sum.usd === null || sum.kept === 0 ? '–' : formatUsd(sum.usd / sum.kept, locale),
  };
  return COLUMNS.map((column) => (
    <td key={column} className="mono text-end">
      {cells[column]}
    </td>
  ));
}
