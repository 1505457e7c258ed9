import { type PointerEvent, type RefObject, useRef } from 'react';
import type { Box } from '../../../core/flow.ts';
import { boxStyle, type Handle, moveBox, resizeBox } from './box-math.ts';

interface Drag {
  handle: Handle | null;
  startX: number;
  startY: number;
  box: Box;
}

/**
 * Moves or resizes a box with the pointer. While it is dragged only the element's style changes; `onDone` gets the new box
 * once, when the pointer is lifted and the box is another.
 */
export function useBoxDrag(
  element: RefObject<HTMLElement | null>,
  box: Box,
  onDone: (box: Box) => void,
) {
  const drag = useRef<Drag | null>(null);

  const dragged = (event: PointerEvent): Box | null => {
    const area = element.current?.parentElement?.getBoundingClientRect();
    if (!drag.current || !area) return null;
    const { handle, box: start, startX, startY } = drag.current;
    const by = {
      x: (event.clientX - startX) / area.width,
      y: (event.clientY - startY) / area.height,
    };
    return handle ? resizeBox(start, handle, by) : moveBox(start, by);
  };

  return {
    begin: (event: PointerEvent, handle: Handle | null): void => {
      event.stopPropagation();
      element.current?.setPointerCapture(event.pointerId);
      drag.current = { handle, startX: event.clientX, startY: event.clientY, box };
    },
    move: (event: PointerEvent): void => {
      const next = dragged(event);
      if (next && element.current) Object.assign(element.current.style, boxStyle(next));
    },
    end: (event: PointerEvent): void => {
      const next = dragged(event);
      drag.current = null;
      if (next?.some((side, index) => side !== box[index])) onDone(next);
    },
  };
}
