import { ImageOff } from 'lucide-react';
import { memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '../../../ui/Chip.tsx';
import { cn } from '../../../ui/cn.ts';
import type { StripFrame } from '../model/card.ts';
import type { Picture } from '../model/picture-cache.ts';
import { showFrame } from '../model/session-reducers.ts';
import { usePicture, useReview } from '../review-context.ts';
import { useReasonText } from './use-reason-text.ts';

export interface FrameTileProps {
  frame: StripFrame;
  name: string;
  /** Numbers of the steps that cite it, from 1, joined; empty = none. */
  citedBy: string;
  isShown: boolean;
  isLit: boolean;
}

/** One frame of the strip: picture, time, why it was kept, who cites it. Shows itself on the stage. */
export const FrameTile = memo(function FrameTile({
  frame,
  name,
  citedBy,
  isShown,
  isLit,
}: FrameTileProps) {
  const { t } = useTranslation('review');
  const { session } = useReview();
  const picture = usePicture(frame.imageSha256);
  const describe = useReasonText();
  const tile = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isShown) return;
    // Just before the frame is drawn its layout is done anyway; asking for it here would do it twice.
    const request = requestAnimationFrame(() =>
      tile.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    );
    return () => cancelAnimationFrame(request);
  }, [isShown]);

  const reasons = frame.reasons.map(describe);
  const cited = citedBy ? t('strip.cited', { steps: citedBy }) : t('strip.notCited');
  const why = reasons.map((reason) => reason.long).join(', ');
  const point = (isOn: boolean) =>
    session.setState({ pointed: isOn ? { kind: 'frame', imageSha256: frame.imageSha256 } : null });
  return (
    <button
      ref={tile}
      type="button"
      aria-pressed={isShown}
      aria-label={[t('strip.show', { frame: name }), why, cited].filter(Boolean).join('. ')}
      title={[why, cited].filter(Boolean).join(' · ')}
      onClick={() => session.setState((state) => showFrame(state, { ...frame, isStored: true }))}
      onPointerEnter={() => point(true)}
      onPointerLeave={() => point(false)}
      onFocus={() => point(true)}
      onBlur={() => point(false)}
      className={cn(
        'flex h-full scroll-mx-3 min-w-39 max-w-64 flex-1 flex-col overflow-hidden rounded-md border bg-raised text-start outline-offset-0',
        isShown ? 'border-accent ring-1 ring-accent' : isLit ? 'border-accent' : 'border-line',
      )}
    >
      <TilePicture picture={picture} />
      <span className="flex items-center justify-between gap-1.5 px-1.5 pt-1">
        <span className={cn('mono truncate', citedBy ? 'text-ink' : 'text-ink-2')}>{name}</span>
        {reasons[0] ? (
          <Chip tone={reasons[0].tone}>{reasons[0].short}</Chip>
        ) : citedBy ? (
          <Chip>{t('strip.citedOnly')}</Chip>
        ) : null}
      </span>
      <span className="truncate px-1.5 pb-1.5 text-xs text-ink-3">{why || cited}</span>
    </button>
  );
});

/** Painted in the same frame as the tile: its picture was decoded before the card was shown. */
function TilePicture({ picture }: { picture: Picture | null | undefined }) {
  return (
    <span className="relative grid min-h-0 w-full flex-1 place-items-center overflow-hidden bg-hover text-ink-3">
      {picture ? (
        <img
          src={picture.url}
          alt=""
          decoding="sync"
          draggable={false}
          className="absolute inset-0 size-full object-cover"
        />
      ) : null}
      {picture === null ? <ImageOff size={16} aria-hidden="true" /> : null}
    </span>
  );
}
