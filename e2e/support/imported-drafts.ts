import type { Page } from '@playwright/test';
import { createProject } from './studio.ts';

/** Question `n` of an imported project, from 1: each is said once, so that a card can be told by its question. */
export const questionOf = (n: number): string => `What happens in scene ${n}?`;

/** A project with this many drafts and no video, made at once by importing a dataset file. */
export async function importDrafts(page: Page, name: string, count: number): Promise<string> {
  const projectId = await createProject(page, name);
  const records = Array.from({ length: count }, (_, k) => ({
    question: questionOf(k + 1),
    answer: `Answer ${k + 1}.`,
    task: 'Causal Inference',
    video_path: 'scenes.mp4',
    evidence: '',
  }));
  await page.evaluate(
    (text) => globalThis.ristretto.datasets.import(new File([text], 'train_video.json')),
    JSON.stringify(records),
  );
  return projectId;
}
