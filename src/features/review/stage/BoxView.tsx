import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { changeBox, type LabelledBox } from '../../../core/edit-evidence.ts';
import { cn } from '../../../ui/cn.ts';
import { scoreOf } from '../model/box-scores.ts';
import type { StageBox } from '../model/session-reducers.ts';
import { useChange, useReview, useSession } from '../review-context.ts';
import { focusBoxLabel } from './box-focus.ts';
import { boxColour, boxStyle, HANDLES, type Handle, nudge } from './box-math.ts';
import { useBoxDrag } from './use-box-drag.ts';

/** One box: drag moves it, handles and Shift with arrows resize it, Enter names it, Delete removes it. */
export function BoxView({ box, labels }: { box: StageBox; labels: readonly string[] }) {
  const { t } = useTranslation('review');
  const { session } = useReview();
  const element = useRef<HTMLButtonElement>(null);
  const isSelected = useIsSelected(box);
  const { save, target, press } = useBoxActions(box, isSelected);
  const drag = useBoxDrag(element, box.xyxy, (xyxy) => save({ label: box.label, xyxy }));
  const isNamed = useRef(true);
  isNamed.current = box.label !== '';
  // A new box is named first; the toolbar has the focus then.
  useEffect(() => {
    if (isSelected && isNamed.current) element.current?.focus();
  }, [isSelected]);

  const grab = (event: PointerEvent, handle: Handle | null) => {
    drag.begin(event, handle);
    if (!isSelected) session.setState({ selectedBox: target });
  };
  const label = box.label || t('box.unnamed');
  const score = useSession(({ card }) => scoreOf(card?.view.checks ?? [], box));
  const scoreText = score?.score.toFixed(2);
  const colour = boxColour(box.label, labels);
  return (
    <button
      ref={element}
      type="button"
      data-selected-box={isSelected || undefined}
      aria-label={
        box.step < 0
          ? t('box.nameWhole', { label })
          : t('box.name', { label, number: box.step + 1 })
      }
      aria-description={[scoreText && t('box.score', { score: scoreText }), t('box.keys')]
        .filter(Boolean)
        .join(' ')}
      title={scoreText && t('box.score', { score: scoreText })}
      aria-pressed={isSelected}
      className={cn(
        'absolute touch-none rounded-xs border-2 shadow-[0_0_0_1px_rgb(0_0_0/60%)]',
        box.isLit || isSelected ? 'z-10' : 'opacity-55',
        isSelected && 'cursor-move!',
      )}
      style={{ ...boxStyle(box.xyxy), borderColor: colour }}
      onClick={() => session.setState({ selectedBox: target })}
      onKeyDown={press}
      onPointerDown={(event) => grab(event, null)}
      onPointerMove={drag.move}
      onPointerUp={drag.end}
    >
      <span
        aria-hidden="true"
        className={cn(
          'pointer-events-none absolute -left-0.5 max-w-40 truncate rounded-sm px-1.5 text-2xs font-semibold leading-[18px] text-[#14100c]',
          box.xyxy[1] > 0.08 ? '-top-[19px]' : 'top-0',
        )}
        style={{ background: colour }}
      >
        {label}
        {scoreText ? <span className="tabular"> {scoreText}</span> : null}
      </span>
      {isSelected
        ? HANDLES.map((handle) => (
            <Grip key={`${handle.x}${handle.y}`} handle={handle} onGrab={grab} />
          ))
        : null}
    </button>
  );
}

function useIsSelected({ step, box, imageSha256 }: StageBox): boolean {
  return useSession(
    ({ selectedBox: selected }) =>
      selected?.step === step && selected.box === box && selected.imageSha256 === imageSha256,
  );
}

/** What keys do to a box, and how it is saved and selected. */
function useBoxActions(box: StageBox, isSelected: boolean) {
  const { session } = useReview();
  const change = useChange();
  const target = { step: box.step, imageSha256: box.imageSha256, box: box.box };
  const save = (next: LabelledBox | null) => change((body) => changeBox(body, target, next));
  const press = (event: KeyboardEvent) => {
    const moved = nudge(box.xyxy, event);
    if (moved) save({ label: box.label, xyxy: moved });
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      save(null);
      session.setState({ selectedBox: null });
    } else if (event.key === 'Escape') session.setState({ selectedBox: null });
    else if (event.key === 'Enter' && isSelected) focusBoxLabel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { save, target, press };
}

function cursorOf({ x, y }: Handle): string {
  if (x === 0) return 'ns-resize';
  if (y === 0) return 'ew-resize';
  return x === y ? 'nwse-resize' : 'nesw-resize';
}

/** For the pointer only; keys resize without it. */
function Grip({
  handle,
  onGrab,
}: {
  handle: Handle;
  onGrab: (event: PointerEvent, handle: Handle) => void;
}) {
  const cursor = cursorOf(handle);
  return (
    <span
      aria-hidden="true"
      className="absolute size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-xs border border-black bg-white"
      style={{ left: `${(handle.x + 1) * 50}%`, top: `${(handle.y + 1) * 50}%`, cursor }}
      onPointerDown={(event) => onGrab(event, handle)}
    />
  );
}
