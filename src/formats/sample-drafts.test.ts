import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TASK_NAMES } from '../core/tasks.ts';
import { parseSampleDrafts, type SampleDraft, textsOf } from './sample-drafts.ts';

const json: unknown = JSON.parse(
  readFileSync(new URL('../../public/sample/drafts.json', import.meta.url), 'utf8'),
);
const { drafts } = parseSampleDrafts(json);

const CLIP = { durationSec: 30, framesPerSec: 25 };

const timesOf = (draft: SampleDraft): number[] =>
  draft.steps.flatMap(({ evidence }) =>
    evidence.flatMap((item) => ('atSec' in item ? [item.atSec] : [])),
  );

describe('the drafts of the sample project', () => {
  it('has unique ids and enough drafts to practise on', () => {
    expect(new Set(drafts.map(({ id }) => id)).size).toBe(drafts.length);
    expect(drafts.length).toBeGreaterThanOrEqual(20);
    expect(new Set(drafts.flatMap(({ flaw }) => flaw ?? [])).size).toBe(4);
  });

  it('uses at least six of the known tasks, and no others', () => {
    const tasks = new Set(drafts.map(({ task }) => task));
    expect([...tasks].filter((task) => !TASK_NAMES.some((name) => name === task))).toEqual([]);
    expect(tasks.size).toBeGreaterThanOrEqual(6);
  });

  it('cites real frame times inside the clip', () => {
    for (const draft of drafts) {
      for (const time of timesOf(draft)) {
        expect(time, draft.id).toBeLessThan(CLIP.durationSec);
        const frame = time * CLIP.framesPerSec;
        expect(Math.abs(frame - Math.round(frame)), `${draft.id} ${time}`).toBeLessThan(1e-9);
      }
    }
  });

  it('lists exactly the frames that its steps cite, ascending', () => {
    for (const draft of drafts) {
      const cited = [...new Set(timesOf(draft))].sort((a, b) => a - b);
      expect(
        draft.evidence.map(({ atSec }) => atSec),
        draft.id,
      ).toEqual(cited);
    }
  });

  it('links every step to evidence unless that is its flaw', () => {
    const unlinked = drafts.filter(({ steps }) => steps.some(({ evidence }) => !evidence.length));
    expect(unlinked.map(({ flaw }) => flaw)).toEqual(['unlinked-step']);
  });

  it('refuses a choice question without options', () => {
    const choice = drafts.find(({ kind }) => kind === 'qa-choice');
    const broken = { ...Object(json), drafts: [{ ...choice, options: null }] };
    expect(() => parseSampleDrafts(broken)).toThrow(/options belong/);
  });

  it('gives its texts in both languages', () => {
    for (const draft of drafts) {
      const [en, zh] = [textsOf(draft, 'en'), textsOf(draft, 'zh-CN')];
      expect(zh.steps.length).toBe(en.steps.length);
      expect(zh.options?.length).toBe(en.options?.length);
      expect(zh.question).not.toBe(en.question);
    }
  });
});
