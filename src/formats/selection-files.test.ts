import { expect, it } from 'vitest';
import { readSelectionFile } from './selection-files.ts';

const bad = (line: number, column: number) =>
  expect.objectContaining({
    code: 'import/bad-record',
    details: expect.objectContaining({ line, column }),
  });

it('reads times, in JSON and in CSV, with and without names', () => {
  const frames = { timesSec: [0, 2.5] };
  const nameless = { kind: 'selections', rows: [{ video: null, name: null, frames }] };
  expect(readSelectionFile('a.json', '[0, 2.5]')).toEqual(nameless);
  expect(readSelectionFile('a.csv', '0\n2.5\n')).toEqual(nameless);
  const named = { kind: 'selections', rows: [{ video: 'a.mp4', name: 'AKS', frames }] };
  const json = '{"video":"a.mp4","method":"AKS","times_sec":[0,2.5],"more":1}';
  expect(readSelectionFile('a.json', json)).toEqual(named);
  expect(readSelectionFile('a.json', `[${json}]`)).toEqual(named);
  expect(readSelectionFile('a.json', `{"selections":[${json}]}`)).toEqual(named);
  const csv = 'video,method,x,time_sec\na.mp4,AKS,,0\na.mp4,AKS,?,2.5';
  expect(readSelectionFile('a.csv', csv)).toEqual(named);
});

it('reads indices with their frame rate', () => {
  const frames = { indices: [0, 48], fps: 24 };
  const rows = [{ video: null, name: null, frames }];
  expect(readSelectionFile('a.json', '{"indices":[0,48],"fps":24}')).toMatchObject({ rows });
  expect(readSelectionFile('a.csv', 'frame_index,fps\n0,24\n48,24')).toMatchObject({ rows });
});

it('keeps videos and methods of one file apart', () => {
  const csv = 'video,method,time_sec\na,x,1\nb,x,2\na,y,3\na,x,4';
  const { rows } = readSelectionFile('a.csv', csv);
  expect(rows.map((row) => ('frames' in row ? row.frames : null))).toEqual([
    { timesSec: [1, 4] },
    { timesSec: [2] },
    { timesSec: [3] },
  ]);
});

it('reads cuts, stretches and key frames', () => {
  const rows = [
    {
      video: null,
      cutsSec: [1, 3],
      scenes: [[{ startSec: 4, endSec: 6 }], [{ startSec: 9, endSec: 9 }]],
    },
  ];
  const json = '{"cuts_sec":[3,1],"scenes":[[4,6]],"key_frames_sec":[9]}';
  expect(readSelectionFile('a.json', json)).toEqual({ kind: 'truth', rows });
  const csv = 'cut_sec,start_sec,end_sec,key_frame_sec\n3,4,6,\n1,,,9';
  expect(readSelectionFile('a.csv', csv)).toEqual({ kind: 'truth', rows });
  const parts = '{"scenes":[[{"start_sec":1,"end_sec":2},{"start_sec":5,"end_sec":6}]]}';
  expect(readSelectionFile('a.json', parts)).toMatchObject({ rows: [{ scenes: [{ length: 2 }] }] });
});

it('says line and column of what is wrong', () => {
  expect(() => readSelectionFile('a.json', '[\n  1,\n  }')).toThrow(bad(3, 3));
  expect(() => readSelectionFile('a.json', '{\n "times_sec": [1, "2"]}')).toThrow(bad(2, 19));
  expect(() => readSelectionFile('a.csv', 'video,time_sec\na,1\nb,soon')).toThrow(bad(3, 3));
  expect(() => readSelectionFile('a.csv', 'video,time_sec\na')).toThrow(bad(2, 1));
  expect(() => readSelectionFile('a.csv', 'start_sec,end_sec\n5,4')).toThrow(bad(2, 3));
  expect(() => readSelectionFile('a.csv', 'frame_index,fps\n5,0')).toThrow(bad(2, 3));
});

it('turns away what is neither', () => {
  const unknown = expect.objectContaining({ code: 'import/not-recognised' });
  expect(() => readSelectionFile('a.json', '{"frames": 3}')).toThrow(unknown);
  expect(() => readSelectionFile('a.csv', 'name,age\nx,3')).toThrow(unknown);
  expect(() => readSelectionFile('a.csv', '')).toThrow(unknown);
});
