import { Check as CheckIcon, CircleHelp, TriangleAlert, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Check } from '../../../core/flow.ts';
import { isRejectCode } from '../../../core/reject-reasons.ts';
import { useStartJobs } from '../../../state/start-jobs.ts';
import { useRecipeWords } from '../../../state/use-recipe-words.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip, type Tone } from '../../../ui/Chip.tsx';
import { useSession } from '../review-context.ts';
import { Heading } from './Heading.tsx';

const LOOKS: Record<Check['verdict'], { tone: Tone; Icon: typeof CheckIcon }> = {
  pass: { tone: 'ok', Icon: CheckIcon },
  warn: { tone: 'warn', Icon: TriangleAlert },
  fail: { tone: 'bad', Icon: X },
  unknown: { tone: 'neutral', Icon: CircleHelp },
};
const GRAVITY: Record<Check['verdict'], number> = { fail: 0, warn: 1, unknown: 2, pass: 3 };

/** Questions can be probed for shortcuts; the results join the checks, with the model that gave them. */
function ProbeButton() {
  const { t } = useTranslation('review');
  const ask = useStartJobs((state) => state.ask);
  const view = useSession((state) => state.card?.view ?? null);
  if (!view || view.kind === 'caption') return null;
  return (
    <Button
      size="sm"
      variant="ghost"
      title={t('check.probeHint')}
      onClick={() => ask('draft', [view.videoId], { recipeId: PROBES, params: {} })}
    >
      {t('check.probe')}
    </Button>
  );
}

const PROBES = 'shortcut-probes';

/** What the automatic checks found, what needs eyes first. */
export function CheckChips() {
  const { t } = useTranslation('review');
  const { t: reasons } = useTranslation('reasons');
  const words = useRecipeWords();
  const checks = useSession((state) => state.card?.view.checks ?? null);
  const sorted = [...(checks ?? [])].sort((a, b) => GRAVITY[a.verdict] - GRAVITY[b.verdict]);
  return (
    <div>
      <div className="flex items-baseline gap-3">
        <Heading>{t('checks')}</Heading>
        <ProbeButton />
      </div>
      {sorted.length === 0 ? <p className="text-sm text-ink-3">{t('check.none')}</p> : null}
      <ul className="mt-1.5 flex flex-wrap gap-1">
        {sorted.map(({ code, verdict, detail }) => {
          const { tone, Icon } = LOOKS[verdict];
          const fault = isRejectCode(code) ? code : null;
          const own = words.check(code);
          const label = fault ? reasons(`${fault}.label`) : (own?.label ?? code);
          const meaning = fault ? reasons(`${fault}.meaning`) : own?.meaning;
          return (
            <li key={code}>
              <Chip
                tone={tone}
                title={[meaning, detail].filter(Boolean).join(' · ')}
                icon={<Icon size={11} aria-hidden="true" />}
              >
                {verdict === 'pass' && fault ? t('check.absent', { fault: label }) : label}
                <span className="sr-only">{t(`check.${verdict}`)}</span>
                {detail && (verdict !== 'pass' || !fault) ? (
                  <span className="max-w-56 truncate opacity-85">{detail}</span>
                ) : null}
              </Chip>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
