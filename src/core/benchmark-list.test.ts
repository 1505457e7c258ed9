import { expect, test } from 'vitest';
import { buildVideo, fakeSha256 } from '../testing/builders.ts';
import { leakCheck, leakFinder } from './benchmark-list.ts';

const find = leakFinder([
  { name: 'A', videos: ['v_QOlSCBRmfWY', 'clips/Deep/Some Film.MKV', 'with.dot', fakeSha256(7)] },
  { name: 'B', videos: ['v_QOlSCBRmfWY.mp4', 'C:\\bench\\other.mp4', ''] },
]);
const named = (name: string) => find(buildVideo(1, { name }))?.list ?? null;

test('names count without folder, extension and case', () => {
  expect(named('V_qolscbrmfwy.webm')).toBe('A');
  expect(named('some film.mp4')).toBe('A');
  expect(named('other.mov')).toBe('B');
  expect(named('with.dot.mp4')).toBe('A');
});

test('a part of a name, and a name that is empty, is no match', () => {
  expect(named('v_QOlSCBRmfWY_0.mp4')).toBeNull();
  expect(named('film.mp4')).toBeNull();
  expect(named('with.mp4')).toBeNull();
  expect(named('.mp4')).toBeNull();
});

test('the same content counts whatever its name, and more than a name', () => {
  const same = buildVideo(7, { name: 'renamed.mp4' });
  const leak = find(same);
  expect(leak).toEqual({ list: 'A', video: fakeSha256(7), by: 'content' });
  expect(leakFinder([{ name: 'C', videos: [same.id] }])(same)?.by).toBe('content');
  expect(leak && leakCheck(leak)).toMatchObject({ code: 'F7', verdict: 'fail' });
  expect(leakCheck({ list: 'A', video: 'x', by: 'name' })).toEqual({
    code: 'F7',
    verdict: 'warn',
    detail: 'A: x',
  });
});
