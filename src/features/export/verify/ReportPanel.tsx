import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  outcomeOf,
  reportCsv,
  type VerifyOutcome,
  type VerifyReport,
} from '../../../core/verify/report.ts';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { formatCount } from '../../../ui/format.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { Select } from '../../../ui/Select.tsx';
import { FrameTable } from './FrameTable.tsx';

const OUTCOMES = [
  ['match', 'ok'],
  ['mismatch', 'bad'],
  ['unknown', 'warn'],
] as const;
const CHOICES = ['mismatch', 'unknown', 'match', 'all'] as const;
type Choice = (typeof CHOICES)[number];
const CHOICE_TEXTS = {
  mismatch: 'report.showMismatch',
  unknown: 'report.showUnknown',
  match: 'report.showMatch',
  all: 'report.showAll',
} as const;

/** Numbers first, then the frames that need a look, and the report as a file. */
export function ReportPanel({ report }: { report: VerifyReport }) {
  const { t, i18n } = useTranslation('verify');
  const [choice, setChoice] = useState<Choice>(() => firstChoice(report));
  const { frames, outcomes, problems } = report;
  const count = (value: number) => formatCount(value, i18n.language);
  const items = report.items.filter(
    ({ verdict }) => choice === 'all' || outcomeOf(verdict) === choice,
  );
  const isGood = frames > 0 && outcomes.match === frames;
  return (
    <Panel
      title={t('report.title')}
      meta={t('report.frames', { count: frames, shown: count(frames) })}
      actions={<SaveButtons report={report} />}
      padded={false}
    >
      <div className="flex flex-col gap-2 px-3 pb-3" aria-live="polite">
        <p className="mono truncate text-ink-3">{report.source}</p>
        <p className="flex flex-wrap items-center gap-2">
          {OUTCOMES.map(([outcome, tone]) =>
            outcomes[outcome] > 0 ? (
              <Chip key={outcome} tone={tone}>
                {t(`report.${outcome}`, { shown: count(outcomes[outcome]) })}
              </Chip>
            ) : null,
          )}
        </p>
        {isGood ? <p className="font-medium text-ok">{t('report.allGood')}</p> : null}
        {frames === 0 ? <p className="text-ink-2">{t('report.noFrames')}</p> : null}
        {problems.length > 0 ? (
          <p className="text-warn">{t('report.problems', { count: problems.length })}</p>
        ) : null}
        {frames > 0 ? (
          <Select
            label={t('report.show')}
            value={choice}
            onValueChange={setChoice}
            options={CHOICES.map((value) => ({ value, label: t(CHOICE_TEXTS[value]) }))}
            className="w-48"
          />
        ) : null}
      </div>
      {frames > 0 ? <FrameTable items={items} /> : null}
    </Panel>
  );
}

/** What needs a look. */
function firstChoice({ outcomes }: VerifyReport): Choice {
  const first = (['mismatch', 'unknown'] as const).find(
    (outcome: VerifyOutcome) => outcomes[outcome] > 0,
  );
  return first ?? 'all';
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

function SaveButtons({ report }: { report: VerifyReport }) {
  const { t } = useTranslation('verify');
  const { files } = useStudio();
  const errorText = useErrorText();
  const save = useMutation({
    mutationFn: async (kind: 'json' | 'csv') => {
      const text = kind === 'csv' ? reportCsv(report) : `${JSON.stringify(report, null, 2)}\n`;
      const name = `verify-${report.source.replace(/\.\w+$/, '')}.${kind}`;
      await files.save(name, once(text));
      return name;
    },
  });
  return (
    <>
      {save.error ? <ErrorNotice {...errorText(save.error)} /> : null}
      <span className="sr-only" aria-live="polite">
        {save.data ? t('report.saved', { name: save.data }) : null}
      </span>
      {(['json', 'csv'] as const).map((kind) => (
        <Button
          key={kind}
          size="sm"
          icon={<Download size={14} aria-hidden="true" />}
          onClick={() => save.mutate(kind)}
        >
          {t(kind === 'json' ? 'report.saveJson' : 'report.saveCsv')}
        </Button>
      ))}
    </>
  );
}
