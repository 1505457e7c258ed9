import { Check as CheckIcon, CircleHelp, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { labelledRegions } from '../../../core/checks/box-labels.ts';
import type { Check } from '../../../core/flow.ts';
import { isRejectCode } from '../../../core/reject-reasons.ts';
import { useStartJobs } from '../../../state/start-jobs.ts';
import { useBoxEncoders } from '../../../state/use-box-encoders.ts';
import { useRecipeWords } from '../../../state/use-recipe-words.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip, type Tone } from '../../../ui/Chip.tsx';
import { showNextBox } from '../model/box-scores.ts';
import { useReview, useSession } from '../review-context.ts';
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
      onClick={() =>
        ask('draft', [view.videoId], { recipeId: PROBES, params: { draftIds: [view.id] } })
      }
    >
      {t('check.probe')}
    </Button>
  );
}

const PROBES = 'shortcut-probes';

/** Boxes can be compared with their labels on this device; what comes of it joins the checks. */
function BoxesButton() {
  const { t } = useTranslation('review');
  const ask = useStartJobs((state) => state.ask);
  const encoders = useBoxEncoders();
  const view = useSession((state) => state.card?.view ?? null);
  if (!view || labelledRegions(view).length === 0) return null;
  const [boxModelId] = encoders ?? [];
  const params = boxModelId === undefined ? {} : { boxModelId };
  return (
    <Button
      size="sm"
      variant="ghost"
      title={t('check.boxesHint')}
      onClick={() => ask('draft', [view.videoId], { recipeId: BOX_LABELS, params })}
    >
      {t('check.boxes')}
    </Button>
  );
}

const BOX_LABELS = 'box-labels';

/** A chip that leads to the boxes that its check speaks of, one after the other. */
function Leading({ check, children }: { check: Check; children: ReactNode }) {
  const { t } = useTranslation('review');
  const { session } = useReview();
  const { boxes } = check;
  if (!boxes || boxes.length === 0) return children;
  return (
    <button
      type="button"
      className="rounded-sm hover:brightness-110"
      aria-description={t('check.showBox')}
      onClick={() => session.setState((state) => showNextBox(state, boxes))}
    >
      {children}
    </button>
  );
}

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
        <BoxesButton />
      </div>
      {sorted.length === 0 ? <p className="text-sm text-ink-3">{t('check.none')}</p> : null}
      <ul className="mt-1.5 flex flex-wrap gap-1">
        {sorted.map((check) => {
          const { code, verdict, detail } = check;
          const { tone, Icon } = LOOKS[verdict];
          const fault = isRejectCode(code) ? code : null;
          const own = words.check(code);
          const label = fault ? reasons(`${fault}.label`) : (own?.label ?? code);
          const meaning = fault ? reasons(`${fault}.meaning`) : own?.meaning;
          return (
            <li key={code}>
              <Leading check={check}>
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
              </Leading>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
