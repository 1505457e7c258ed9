import { useTranslation } from 'react-i18next';
import { formatPercent } from '../../../ui/format.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { stripFrames } from '../model/card.ts';
import { litFrames, shownBody, stepsCiting } from '../model/session-reducers.ts';
import { useSession } from '../review-context.ts';
import { useFrameName } from '../use-frame-name.ts';
import { FrameTile } from './FrameTile.tsx';

/** Core frames and cited frames in the order of time, each with the reason it is there. */
export function EvidenceStrip() {
  const { t, i18n } = useTranslation('review');
  const selection = useSession((state) => state.card?.selection ?? null);
  const body = useSession(shownBody);
  const shown = useSession((state) => state.shown?.imageSha256 ?? null);
  const lit = useSession(litFrames);
  const nameOf = useFrameName();
  const frames = body ? stripFrames(selection, body) : [];
  const meta = selection
    ? t('strip.meta', {
        core: selection.core.length,
        sampled: selection.sampledSec.length,
        coverage: formatPercent(selection.metrics.coverage, i18n.language),
        redundancy: selection.metrics.redundancy.toFixed(2),
      })
    : t('strip.metaCited', { count: frames.length });
  return (
    <Panel
      title={selection ? t('strip.core') : t('strip.label')}
      meta={meta}
      padded={false}
      className="h-full"
      bodyClassName="overflow-x-auto overflow-y-hidden px-2.5 pb-2.5"
    >
      {frames.length === 0 ? <p className="px-0.5 text-ink-3">{t('strip.empty')}</p> : null}
      <div className="flex h-full w-max min-w-full gap-2 p-px">
        {frames.map((frame) => (
          <FrameTile
            key={frame.imageSha256}
            frame={frame}
            name={nameOf(frame)}
            citedBy={stepsCiting(body, frame.imageSha256)
              .map((step) => step + 1)
              .join(', ')}
            isShown={frame.imageSha256 === shown}
            isLit={lit.has(frame.imageSha256)}
          />
        ))}
      </div>
    </Panel>
  );
}
