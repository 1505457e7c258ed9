import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { changeBox, type LabelledBox } from '../../../core/edit-evidence.ts';
import type { Box } from '../../../core/flow.ts';
import { cn } from '../../../ui/cn.ts';
import type { StageBox } from '../model/session-reducers.ts';
import { useChange, useReview, useSession } from '../review-context.ts';
import { focusBoxLabel } from './box-focus.ts';
import {
  boxColour,
  boxStyle,
  HANDLES,
  type Handle,
  moveBox,
  nudge,
  resizeBox,
} from './box-math.ts';

interface Drag {
  handle: Handle | null;
  startX: number;
  startY: number;
  box: Box;
}

/** One box: drag moves it, handles and Shift with arrows resize it, Enter names it, Delete removes it. */
export function BoxView({ box, labels }: { box: StageBox; labels: readonly string[] }) {
  const { t } = useTranslation('review');
  const { session } = useReview();
  const change = useChange();
  const element = useRef<HTMLButtonElement>(null);
  const drag = useRef<Drag | null>(null);
  const isSelected = useSession(
    ({ selectedBox: s }) =>
      s?.step === box.step && s.box === box.box && s.imageSha256 === box.imageSha256,
  );
  const ref = { step: box.step, imageSha256: box.imageSha256, box: box.box };
  const save = (next: LabelledBox | null) => change((body) => changeBox(body, ref, next));
  const select = () => session.setState({ selectedBox: ref });
  const isNamed = useRef(true);
  isNamed.current = box.label !== '';
  // A new box is named first; the toolbar has the focus then.
  useEffect(() => {
    if (isSelected && isNamed.current) element.current?.focus();
  }, [isSelected]);

  const dragged = (event: PointerEvent): Box | null => {
    const area = element.current?.parentElement?.getBoundingClientRect();
    if (!drag.current || !area) return null;
    const by = {
      x: (event.clientX - drag.current.startX) / area.width,
      y: (event.clientY - drag.current.startY) / area.height,
    };
    const { handle, box: start } = drag.current;
    return handle ? resizeBox(start, handle, by) : moveBox(start, by);
  };

  const begin = (event: PointerEvent, handle: Handle | null) => {
    event.stopPropagation();
    element.current?.setPointerCapture(event.pointerId);
    drag.current = { handle, startX: event.clientX, startY: event.clientY, box: box.xyxy };
    if (!isSelected) select();
  };

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

  const label = box.label || t('box.unnamed');
  const name =
    box.step < 0 ? t('box.nameWhole', { label }) : t('box.name', { label, number: box.step + 1 });
  return (
    <button
      ref={element}
      type="button"
      data-selected-box={isSelected || undefined}
      aria-label={name}
      aria-description={t('box.keys')}
      aria-pressed={isSelected}
      className={cn(
        'absolute touch-none rounded-xs border-2 shadow-[0_0_0_1px_rgb(0_0_0/60%)]',
        box.isLit || isSelected ? 'z-10' : 'opacity-55',
        isSelected && 'cursor-move!',
      )}
      style={{ ...boxStyle(box.xyxy), borderColor: boxColour(box.label, labels) }}
      onClick={select}
      onKeyDown={press}
      onPointerDown={(event) => begin(event, null)}
      onPointerMove={(event) => {
        const next = dragged(event);
        if (next && element.current) Object.assign(element.current.style, boxStyle(next));
      }}
      onPointerUp={(event) => {
        const next = dragged(event);
        drag.current = null;
        if (next?.some((side, index) => side !== box.xyxy[index]))
          save({ label: box.label, xyxy: next });
      }}
    >
      <span
        aria-hidden="true"
        className={cn(
          'pointer-events-none absolute -left-0.5 max-w-40 truncate rounded-sm px-1.5 text-2xs font-semibold leading-[18px] text-[#14100c]',
          box.xyxy[1] > 0.08 ? '-top-[19px]' : 'top-0',
        )}
        style={{ background: boxColour(box.label, labels) }}
      >
        {label}
      </span>
      {isSelected
        ? HANDLES.map((handle) => (
            <Grip key={`${handle.x}${handle.y}`} handle={handle} onGrab={begin} />
          ))
        : null}
    </button>
  );
}

/** For the pointer only; keys resize without it. */
function Grip({
  handle,
  onGrab,
}: {
  handle: Handle;
  onGrab: (event: PointerEvent, handle: Handle) => void;
}) {
  const place = { left: `${(handle.x + 1) * 50}%`, top: `${(handle.y + 1) * 50}%` };
  const cursor =
    handle.x === 0
      ? 'ns-resize'
      : handle.y === 0
        ? 'ew-resize'
        : handle.x === handle.y
          ? 'nwse-resize'
          : 'nesw-resize';
  return (
    <span
      aria-hidden="true"
      className="absolute size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-xs border border-black bg-white"
      style={{ ...place, cursor }}
      onPointerDown={(event) => onGrab(event, handle)}
    />
  );
}
