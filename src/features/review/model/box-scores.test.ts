import { expect, it } from 'vitest';
import { WHOLE_DRAFT } from '../../../core/edit-evidence.ts';
import type { Box, Check, DraftView } from '../../../core/flow.ts';
import { buildDraft } from '../../../testing/builders.ts';
import { scoreOf, showNextBox } from './box-scores.ts';
import type { ReviewCard } from './card.ts';
import { EMPTY_REVIEW } from './review-session.ts';
import { showCard } from './session-reducers.ts';

const A = { imageSha256: 'a', ptsSec: 1 };
const B = { imageSha256: 'b', ptsSec: 2 };
const LEFT: Box = [0, 0, 0.5, 0.5];
const RIGHT: Box = [0.5, 0, 1, 0.5];

const scored = (frame: typeof A, label: string, xyxy: Box, verdict: Check['verdict']) => ({
  frame,
  label,
  xyxy,
  score: verdict === 'warn' ? 0.12 : 0.31,
  verdict,
});
const CHECK: Check = {
  code: 'B1',
  verdict: 'warn',
  boxes: [
    scored(B, 'pan', LEFT, 'warn'),
    scored(A, 'egg', RIGHT, 'warn'),
    scored(A, 'cup', LEFT, 'pass'),
  ],
};
const view: DraftView = {
  ...buildDraft(1, {
    steps: [
      {
        text: 'one',
        evidence: [
          {
            frame: A,
            boxes: [
              { label: 'cup', xyxy: LEFT },
              { label: 'egg', xyxy: RIGHT },
            ],
          },
        ],
      },
    ],
    evidence: [{ frame: A }, { frame: B, boxes: [{ label: 'pan', xyxy: LEFT }] }],
    checks: [CHECK],
  }),
  seq: 1,
  status: 'pending',
  isEdited: false,
};
const start = showCard(EMPTY_REVIEW, { view, selection: null } as ReviewCard, null);

it('a box has its score until it is moved or renamed', () => {
  const place = { imageSha256: 'a', label: 'egg', xyxy: RIGHT };
  expect(scoreOf([CHECK], place)?.score).toBe(0.12);
  expect(scoreOf([CHECK], { ...place, label: 'eggs' })).toBeNull();
  expect(scoreOf([CHECK], { ...place, xyxy: [0.5, 0, 1, 0.6] })).toBeNull();
  expect(scoreOf([CHECK], { ...place, imageSha256: 'b' })).toBeNull();
  expect(scoreOf([], place)).toBeNull();
});

it('a check leads to its flagged boxes, the weakest first, and round again', () => {
  const first = showNextBox(start, CHECK.boxes ?? []);
  expect(first.shown?.imageSha256).toBe('b');
  expect(first.selectedBox).toEqual({ step: WHOLE_DRAFT, imageSha256: 'b', box: 0 });
  const second = showNextBox(first, CHECK.boxes ?? []);
  expect(second.shown?.imageSha256).toBe('a');
  expect(second.selectedBox).toEqual({ step: 0, imageSha256: 'a', box: 1 });
  expect(showNextBox(second, CHECK.boxes ?? []).selectedBox).toEqual(first.selectedBox);
});

it('a box that is gone leaves its frame on screen, and without boxes nothing moves', () => {
  const gone = showNextBox(start, [scored(B, 'spoon', RIGHT, 'warn')]);
  expect(gone).toMatchObject({ shown: { imageSha256: 'b' }, selectedBox: null });
  expect(showNextBox(start, [])).toBe(start);
});
