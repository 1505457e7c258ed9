import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dropFrame, dropSpan, type FrameRef, framesOf } from '../../../core/edit-evidence.ts';
import { cn } from '../../../ui/cn.ts';
import { formatTime } from '../../../ui/format.ts';
import { showFrame } from '../model/session-reducers.ts';
import { useChange, usePicture, useReview, useSession } from '../review-context.ts';
import { useFrameName } from '../use-frame-name.ts';
import { useStageActions } from '../use-stage-actions.ts';

/** A chip that does something, and while editing can be taken off. */
function ChipButton({
  children,
  label,
  onPress,
  drop,
  className,
  isOn,
}: {
  children: ReactNode;
  label: string;
  onPress: () => void;
  drop?: { label: string; run: () => void };
  className?: string;
  isOn?: boolean;
}) {
  const isEditing = useSession((state) => state.edit !== null);
  return (
    <span
      className={cn(
        'inline-flex h-6 items-stretch overflow-hidden rounded-sm border',
        isOn ? 'border-accent' : 'border-line',
        className ?? 'bg-raised text-ink-2',
      )}
    >
      <button
        type="button"
        aria-label={label}
        aria-pressed={isOn}
        onClick={onPress}
        className="inline-flex items-center gap-1.5 px-1.5 text-xs -outline-offset-2 hover:bg-hover"
      >
        {children}
      </button>
      {isEditing && drop ? (
        <button
          type="button"
          aria-label={drop.label}
          title={drop.label}
          onClick={drop.run}
          className="grid w-5 place-items-center border-l border-line -outline-offset-2 hover:bg-hover"
        >
          <X size={11} aria-hidden="true" />
        </button>
      ) : null}
    </span>
  );
}

export function FrameChip({ frame, step }: { frame: FrameRef; step: number }) {
  const { t } = useTranslation('review');
  const { session } = useReview();
  const change = useChange();
  const picture = usePicture(frame.imageSha256);
  const name = useFrameName()(frame);
  const isOn = useSession((state) => state.shown?.imageSha256 === frame.imageSha256);
  return (
    <ChipButton
      label={t('strip.show', { frame: name })}
      isOn={isOn}
      onPress={() => session.setState((state) => showFrame(state, { ...frame, isStored: true }))}
      drop={{
        label: t('step.dropFrame', { frame: name, number: step + 1 }),
        run: () => change((body) => dropFrame(body, step, frame.imageSha256)),
      }}
    >
      {picture ? (
        <img
          src={picture.url}
          alt=""
          decoding="sync"
          className="-ms-0.5 h-4 w-7 rounded-xs object-cover"
        />
      ) : (
        <span className="-ms-0.5 h-4 w-7 rounded-xs bg-hover" />
      )}
      <span className="mono">{name}</span>
    </ChipButton>
  );
}

export function BoxChip({
  box,
  step,
  imageSha256,
  colour,
}: {
  box: { label: string; box: number };
  step: number;
  imageSha256: string;
  colour: string;
}) {
  const { t } = useTranslation('review');
  const { session } = useReview();
  const label = box.label || t('box.unnamed');
  return (
    <ChipButton
      label={step < 0 ? t('box.nameWhole', { label }) : t('box.name', { label, number: step + 1 })}
      onPress={() =>
        session.setState((state) => {
          const cited =
            state.card &&
            framesOf(
              state.edit?.steps[step]?.evidence ?? state.card.view.steps[step]?.evidence ?? [],
            );
          const frame = cited?.find((candidate) => candidate.imageSha256 === imageSha256);
          const shown = frame ? showFrame(state, { ...frame, isStored: true }) : state;
          return { ...shown, selectedBox: { step, imageSha256, box: box.box } };
        })
      }
    >
      <span
        aria-hidden="true"
        className="size-2.5 rounded-xs border-2"
        style={{ borderColor: colour }}
      />
      <span className="max-w-40 truncate">{label}</span>
    </ChipButton>
  );
}

export function SpanChip({
  span,
  step,
}: {
  span: { startSec: number; endSec: number };
  step: number;
}) {
  const { t } = useTranslation('review');
  const { goTo } = useStageActions();
  const change = useChange();
  const text = t('span.text', { start: formatTime(span.startSec), end: formatTime(span.endSec) });
  return (
    <ChipButton
      label={text}
      className="border-transparent! bg-info-soft text-info"
      onPress={() => goTo(span.startSec)}
      drop={{
        label: t('step.dropSpan', { number: step + 1 }),
        run: () => change((body) => dropSpan(body, step)),
      }}
    >
      <span className="mono">{text}</span>
    </ChipButton>
  );
}
