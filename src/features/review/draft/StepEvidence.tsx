import { TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  boxesOn,
  dropFrame,
  dropSpan,
  type FrameRef,
  framesOf,
} from '../../../core/edit-evidence.ts';
import type { Evidence } from '../../../core/flow.ts';
import { useKeyHint } from '../../../state/use-hotkeys.ts';
import { Chip } from '../../../ui/Chip.tsx';
import { cn } from '../../../ui/cn.ts';
import { formatTime } from '../../../ui/format.ts';
import { Kbd } from '../../../ui/Kbd.tsx';
import { showFrame } from '../model/session-reducers.ts';
import { useChange, usePicture, useReview, useSession } from '../review-context.ts';
import { boxColour } from '../stage/box-math.ts';
import { cardLabels } from '../stage/card-labels.ts';
import { useFrameName } from '../use-frame-name.ts';

/** Chips of frames, boxes and spans of one step, or the warning that there are none. */
export function StepEvidence({
  index,
  evidence,
}: {
  index: number;
  evidence: readonly Evidence[];
}) {
  const { t } = useTranslation('review');
  const hint = useKeyHint();
  const labels = useSession(cardLabels);
  const spans = evidence.flatMap((item) => (item.span ? [item.span] : []));
  const pin = hint('pin-frame');
  if (evidence.length === 0) {
    return (
      <Chip tone="warn" className="mt-1.5" icon={<TriangleAlert size={11} aria-hidden="true" />}>
        {t('noEvidence')} {pin ? <Kbd keys={pin} inherit /> : null}
      </Chip>
    );
  }
  return (
    <ul className="mt-1.5 flex flex-wrap gap-1">
      {framesOf(evidence).map((frame) => (
        <li key={frame.imageSha256} className="contents">
          <FrameChip frame={frame} step={index} />
          {boxesOn(evidence, frame.imageSha256).map((box) => (
            <BoxChip
              key={box.box}
              box={box}
              step={index}
              imageSha256={frame.imageSha256}
              colour={boxColour(box.label, labels)}
            />
          ))}
        </li>
      ))}
      {spans.map((span) => (
        <li key={`${span.startSec}:${span.endSec}`} className="contents">
          <SpanChip span={span} step={index} />
        </li>
      ))}
    </ul>
  );
}

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

function FrameChip({ frame, step }: { frame: FrameRef; step: number }) {
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

function BoxChip({
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

function SpanChip({ span, step }: { span: { startSec: number; endSec: number }; step: number }) {
  const { t } = useTranslation('review');
  const { player } = useReview();
  const change = useChange();
  const text = t('span.text', { start: formatTime(span.startSec), end: formatTime(span.endSec) });
  return (
    <ChipButton
      label={text}
      className="border-transparent! bg-info-soft text-info"
      onPress={() => void player.goTo(span.startSec)}
      drop={{
        label: t('step.dropSpan', { number: step + 1 }),
        run: () => change((body) => dropSpan(body, step)),
      }}
    >
      <span className="mono">{text}</span>
    </ChipButton>
  );
}
