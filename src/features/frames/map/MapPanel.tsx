import { Maximize2, ZoomIn, ZoomOut } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Selection } from '../../../core/flow.ts';
import { type MapRange, zoomRange } from '../../../core/similarity-map.ts';
import { cosineOfRows } from '../../../core/vector.ts';
import type { SelectionSignals } from '../../../pipeline/selecting.ts';
import { formatTime } from '../../../ui/format.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { cosine } from '../model/use-words.ts';
import { MapPair } from './MapPair.tsx';
import { SimilarityMap } from './SimilarityMap.tsx';

/** Every sampled frame against every other: bright squares on the diagonal are shots, bright ones beside it come back. */
export function MapPanel({
  signals,
  selection,
  focusedPlace,
  aspect,
  onGoTo,
}: {
  signals: SelectionSignals;
  selection: Selection;
  /** Place of the frame in focus among the sampled frames. */
  focusedPlace: number;
  aspect: number;
  onGoTo: (timeSec: number) => void;
}) {
  const { t } = useTranslation('frames');
  const { sampled, embeddings } = signals;
  const count = embeddings.rows;
  const [wanted, setWanted] = useState<MapRange | null>(null);
  const [pair, setPair] = useState<[number, number] | null>(null);
  const range = wanted && wanted.to <= count ? wanted : { from: 0, to: count };
  const core = useMemo(() => {
    const kept = new Set(selection.core.map(({ frame }) => frame.ptsSec));
    return sampled.flatMap(({ frame }, place) => (kept.has(frame.ptsSec) ? [place] : []));
  }, [selection.core, sampled]);
  const zoom = (factor: number, anchor = focusedPlace) =>
    setWanted(zoomRange(range, { anchor, factor, count }));
  const a = sampled[pair?.[0] ?? focusedPlace]?.frame;
  const b = sampled[pair?.[1] ?? focusedPlace]?.frame;
  const alike = pair && a && b ? cosine(cosineOfRows(embeddings, pair[0], pair[1])) : null;
  return (
    <Panel
      title={t('map.title')}
      meta={alike && a && b ? `${formatTime(a.ptsSec)} × ${formatTime(b.ptsSec)} · ${alike}` : null}
      className="shrink-0"
      bodyClassName="flex flex-col gap-2"
      actions={
        <>
          <IconButton
            size="sm"
            label={t('map.closer')}
            icon={<ZoomIn size={14} aria-hidden="true" />}
            onClick={() => zoom(2)}
          />
          <IconButton
            size="sm"
            label={t('map.farther')}
            icon={<ZoomOut size={14} aria-hidden="true" />}
            onClick={() => zoom(0.5)}
          />
          <IconButton
            size="sm"
            label={t('map.whole')}
            icon={<Maximize2 size={14} aria-hidden="true" />}
            onClick={() => setWanted(null)}
          />
        </>
      }
    >
      <SimilarityMap
        {...{ embeddings, range, core, focusedPlace }}
        label={t('map.label', { count })}
        onPair={setPair}
        onZoom={zoom}
        onPick={(place) => {
          const frame = sampled[place]?.frame;
          if (frame) onGoTo(frame.ptsSec);
        }}
      />
      {alike && a && b ? (
        <MapPair first={a} second={b} aspect={aspect} words={t('map.alike', { cosine: alike })} />
      ) : (
        <p className="text-sm text-ink-3">{t('map.hint')}</p>
      )}
    </Panel>
  );
}
