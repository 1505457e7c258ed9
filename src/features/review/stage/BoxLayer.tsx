import { type PointerEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { addBox, boxesOn } from '../../../core/edit-evidence.ts';
import { toStudioError } from '../../../core/errors.ts';
import type { Box } from '../../../core/flow.ts';
import { shownBody, stageBoxes } from '../model/session-reducers.ts';
import { useChange, useReview, useSession } from '../review-context.ts';
import { BoxView } from './BoxView.tsx';
import { boxBetween, boxStyle, type Point, STARTING_BOX } from './box-math.ts';
import { cardLabels } from './card-labels.ts';

/** Boxes of the shown frame, and the surface on which new ones are drawn. */
export function BoxLayer({ imageSha256 }: { imageSha256: string }) {
  const { session } = useReview();
  // Session states are immutable and boxes few: comparing the body is enough, the list is made from it.
  const inputs = useSession(
    (state) => [shownBody(state), state.pointed, state.activeStep, state.selectedBox] as const,
  );
  const labels = useSession(cardLabels);
  const isDrawing = useSession((state) => state.isDrawing);
  const boxes = inputs[0] ? stageBoxes(session.getState(), imageSha256) : [];
  return (
    <div className="absolute inset-0">
      {boxes.map((box) => (
        <BoxView key={`${box.step}:${box.box}`} box={box} labels={labels} />
      ))}
      {isDrawing ? <DrawSurface /> : null}
    </div>
  );
}

/** Covers the picture while drawing. A button, so that Enter places a box for people without a pointer. */
function DrawSurface() {
  const { t } = useTranslation('review');
  const { session, player } = useReview();
  const change = useChange();
  const surface = useRef<HTMLButtonElement>(null);
  const preview = useRef<HTMLDivElement>(null);
  const from = useRef<Point | null>(null);
  useEffect(() => surface.current?.focus(), []);

  const place = async (xyxy: Box): Promise<void> => {
    try {
      const frame = await player.storeShown();
      const { activeStep: step } = session.getState();
      if (!frame) return;
      change((body) => addBox(body, { step, frame }, { label: '', xyxy }));
      const body = shownBody(session.getState());
      const evidence = step < 0 ? body?.evidence : body?.steps[step]?.evidence;
      const { imageSha256 } = frame;
      const box = boxesOn(evidence ?? [], imageSha256).length - 1;
      session.setState({ isDrawing: false, selectedBox: { step, imageSha256, box } });
    } catch (thrown) {
      session.setState({ problem: toStudioError(thrown), isDrawing: false });
    }
  };

  const at = (event: PointerEvent): Point => {
    const area = event.currentTarget.getBoundingClientRect();
    return {
      x: (event.clientX - area.left) / area.width,
      y: (event.clientY - area.top) / area.height,
    };
  };

  const drag = (event: PointerEvent): void => {
    const box = from.current && boxBetween(from.current, at(event));
    if (preview.current)
      Object.assign(
        preview.current.style,
        box ? { ...boxStyle(box), opacity: '1' } : { opacity: '0' },
      );
  };

  return (
    <>
      <button
        ref={surface}
        type="button"
        aria-label={t('box.drawHint')}
        className="absolute inset-0 cursor-crosshair! touch-none"
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          session.setState({ isDrawing: false });
        }}
        onClick={(event) => event.detail === 0 && void place(STARTING_BOX)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          from.current = at(event);
        }}
        onPointerMove={drag}
        onPointerUp={(event) => {
          const box = from.current && boxBetween(from.current, at(event));
          from.current = null;
          if (box) void place(box);
        }}
      />
      <div
        ref={preview}
        aria-hidden="true"
        className="pointer-events-none absolute rounded-xs border-2 border-dashed border-[#e0a869] opacity-0"
      />
    </>
  );
}
