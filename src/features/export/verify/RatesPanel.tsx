import { useTranslation } from 'react-i18next';
import type { RateRule } from '../../../core/verify/rate-rules.ts';
import type { RateFinding } from '../../../core/verify/report.ts';
import { Button } from '../../../ui/Button.tsx';
import { formatCount, formatPercent } from '../../../ui/format.ts';
import { Panel } from '../../../ui/Panel.tsx';

/** Videos that are listed; the saved report has all. */
const SHOWN = 50;

export interface RatesPanelProps {
  rates: readonly RateFinding[];
  /** `null` where there is no file to import. */
  onApply: (() => void) | null;
  isApplying: boolean;
}

/** By which rule the numbers of frames are times, video by video. */
export function RatesPanel({ rates, onApply, isApplying }: RatesPanelProps) {
  const { t } = useTranslation('verify');
  const fitting = rates.filter(({ verdict }) => verdict === 'fits');
  const canApply = onApply !== null && fitting.some(({ videoId }) => videoId !== null);
  return (
    <Panel title={t('rates.title')} bodyClassName="flex flex-col gap-3">
      <ul className="flex flex-col gap-2">
        {rates.slice(0, SHOWN).map((rate) => (
          <Finding key={rate.video} rate={rate} />
        ))}
      </ul>
      {onApply && fitting.length > 0 ? (
        <div className="flex flex-wrap items-center gap-3">
          <Button disabled={!canApply} busy={isApplying} onClick={onApply}>
            {t('rates.apply')}
          </Button>
          <span className="text-sm text-pretty text-ink-3">
            {t(canApply ? 'rates.applyHint' : 'rates.notHere')}
          </span>
        </div>
      ) : null}
    </Panel>
  );
}

function Finding({ rate }: { rate: RateFinding }) {
  const { t, i18n } = useTranslation('verify');
  const { share, margin, confidence, compared } = rate;
  const percent = (value: number) => formatPercent(value, i18n.language);
  const ruleText = useRuleText();
  const isFound = rate.verdict === 'fits' || rate.verdict === 'unclear';
  return (
    <li className="flex flex-col gap-0.5 border-b border-line pb-2 last:border-0">
      <span className="mono truncate text-ink-3">{rate.video}</span>
      <span className={rate.verdict === 'fits' ? 'font-medium text-ok' : 'font-medium text-warn'}>
        {headline(rate)}
      </span>
      {isFound ? (
        <span className="text-sm text-ink-2">
          {t('rates.evidence', {
            share: percent(share),
            compared: formatCount(compared, i18n.language),
            margin: percent(margin),
            confidence: percent(confidence),
          })}
          {rate.second[0] ? ` ${t('rates.second', { rule: ruleText(rate.second[0]) })}` : null}
        </span>
      ) : null}
    </li>
  );

  function headline({ verdict, possible, rules }: RateFinding): string {
    if (possible === 0) return t('rates.impossible');
    if (verdict === 'length-only')
      return t('rates.lengthOnly', {
        count: possible,
        shown: formatCount(possible, i18n.language),
      });
    const [rule, ...others] = rules;
    if (verdict === 'none' || !rule) return t('rates.none');
    const more = others.length > 0 ? ` (${t('rates.orSame', { count: others.length })})` : '';
    return t(`rates.${verdict}`, { rule: ruleText(rule) }) + more;
  }
}

function useRuleText(): (rule: RateRule) => string {
  const { t, i18n } = useTranslation('verify');
  return ({ rate, base, place }) =>
    rate === 'native'
      ? t('rates.native', { base })
      : t(`rates.${place}`, {
          rate: new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 3 }).format(rate),
          base,
        });
}
