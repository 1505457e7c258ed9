import { encodeError, StudioError } from '../core/errors.ts';
import type { ProjectId, VideoId } from '../core/flow.ts';
import type { FileLike } from '../core/ports.ts';
import { z } from '../core/zod.ts';
import {
  BATCH_FILE_LIMIT,
  type BatchResult,
  formatBatchRequest,
  parseBatchResult,
} from '../formats/batch-lines.ts';
import type { AskJson } from '../recipes/recipe.ts';
import { slicesOf, textOf } from './bytes.ts';
import { dryRun } from './dry-run.ts';
import { type RecipeCall, recipeInput, recipeOf } from './recipe-input.ts';
import { bindingOf, replyKeyOf } from './requests/ask-json.ts';
import type { RequestDeps } from './requests/context.ts';
import { RunLedger } from './requests/ledger.ts';

/** One file for the batch service. */
export interface BatchFile {
  name: string;
  bytes: AsyncIterable<Uint8Array>;
}

/** What a results file brought. Requests that failed stay open: a run asks them directly, or another batch does. */
export interface BatchReadReport {
  answered: number;
  failed: { label: string; code: string; message: string }[];
  /** Lines that belong to no request written here. */
  unknown: number;
  /** Lines that are no results at all, 1-based. */
  badLines: number[];
}

/**
 * Model calls at half price, by files: what a run would ask next is written as OpenAI Batch input, and the results are read
 * back into the same memo that a run answers from. A recipe of several steps takes several rounds.
 */
export interface BatchService {
  /**
   * The requests of these videos that wait for an answer and do not depend on each other.
   * @returns no file when nothing waits @throws `input/invalid`, `llm/no-endpoint`
   */
  write(
    projectId: ProjectId,
    videoIds: readonly VideoId[],
    call: RecipeCall,
  ): Promise<{ requests: number; files: BatchFile[] }>;
  /** @throws `llm/bad-batch` when no line of the file is a result */
  read(projectId: ProjectId, file: FileLike): Promise<BatchReadReport>;
}

const WrittenRequest = z.looseObject({
  label: z.string(),
  prompt: z.object({ id: z.string(), version: z.number(), sha256: z.string() }),
  chat: z.looseObject({}),
});
/** What was asked, by reply key: results name nothing but the key. */
const settingOf = (projectId: ProjectId, key: string) => `batch.${projectId}.${key}`;

export function createBatch(deps: RequestDeps): BatchService {
  return {
    write: (projectId, videoIds, call) => write(deps, projectId, { videoIds, call }),
    read: (projectId, file) => read(deps, projectId, file),
  };
}

interface Waiting {
  key: string;
  request: AskJson;
}

async function write(
  deps: RequestDeps,
  projectId: ProjectId,
  { videoIds, call }: { videoIds: readonly VideoId[]; call: RecipeCall },
): Promise<{ requests: number; files: BatchFile[] }> {
  const recipe = recipeOf(call.recipeId);
  const waiting = new Map<string, AskJson>();
  for (const videoId of videoIds) {
    const input = await recipeInput(deps, projectId, { videoId, ...call });
    const dry = await dryRun(deps, { recipe, input }, { projectId, ledger: new RunLedger() });
    for (const request of dry.waiting) {
      const binding = await bindingOf(deps.chat, request.chat.role);
      waiting.set(replyKeyOf(request, binding), request);
    }
  }
  for (const [key, { label, prompt, chat }] of waiting)
    await deps.store.settings.set(settingOf(projectId, key), { label, prompt, chat });
  const all = [...waiting].map(([key, request]): Waiting => ({ key, request }));
  const parts = await splitBySize(deps, projectId, all);
  const files = parts.map((part, i) => ({
    name: `batch-${call.recipeId}${parts.length > 1 ? `-${i + 1}of${parts.length}` : ''}.jsonl`,
    bytes: linesOf(deps, projectId, part),
  }));
  return { requests: all.length, files };
}

/** Parts that the service takes, by the size of their pictures and words. */
async function splitBySize(
  { store }: RequestDeps,
  projectId: ProjectId,
  all: readonly Waiting[],
): Promise<Waiting[][]> {
  const sizes = new Map(
    (await store.archive.images(projectId)).map(({ imageSha256, sizeBytes }) => [
      imageSha256,
      sizeBytes,
    ]),
  );
  const parts: Waiting[][] = [];
  let bytes = 0;
  for (const one of all) {
    const pictures = one.request.chat.messages.flatMap(({ parts: said }) =>
      said.flatMap((part) => (part.type === 'image' ? [sizes.get(part.imageSha256) ?? 0] : [])),
    );
    // A letter may take three bytes, a picture takes four for three.
    const size =
      JSON.stringify(one.request.chat).length * 3 +
      pictures.reduce((sum, picture) => sum + Math.ceil(picture / 3) * 4, 0);
    const last = parts.at(-1);
    const fits = bytes + size <= BATCH_FILE_LIMIT.bytes;
    if (last && fits && last.length < BATCH_FILE_LIMIT.requests) {
      last.push(one);
      bytes += size;
    } else {
      parts.push([one]);
      bytes = size;
    }
  }
  return parts;
}

async function* linesOf(
  { chat, store }: RequestDeps,
  projectId: ProjectId,
  part: readonly Waiting[],
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const image = (imageSha256: string) => store.frames.image(projectId, imageSha256);
  for (const { key, request } of part)
    yield encoder.encode(formatBatchRequest(key, await chat.batch.body(request.chat, { image })));
}

async function read(
  deps: RequestDeps,
  projectId: ProjectId,
  file: FileLike,
): Promise<BatchReadReport> {
  const report: BatchReadReport = { answered: 0, failed: [], unknown: 0, badLines: [] };
  let results = 0;
  let number = 0;
  for await (const line of splitLines(textOf(slicesOf(file)))) {
    number += 1;
    if (line.trim() === '') continue;
    const result = parseBatchResult(line);
    if (!result) {
      report.badLines.push(number);
      continue;
    }
    results += 1;
    await take(deps, projectId, { result, report });
  }
  if (results === 0) throw new StudioError('llm/bad-batch', 'No line of this file is a result.');
  return report;
}

async function take(
  deps: RequestDeps,
  projectId: ProjectId,
  { result, report }: { result: BatchResult; report: BatchReadReport },
): Promise<void> {
  const { store, chat, clock } = deps;
  const setting = settingOf(projectId, result.customId);
  if (await store.replies.get(projectId, result.customId)) {
    report.answered += 1;
    return;
  }
  const { data } = WrittenRequest.safeParse(await store.settings.get(setting));
  if (!data) {
    report.unknown += 1;
    return;
  }
  const { label, prompt } = data;
  const request = data.chat as unknown as AskJson['chat'];
  if (result.body === null) {
    const message = result.message || `status ${result.status ?? 'unknown'}`;
    report.failed.push({ label, code: 'llm/server-error', message });
    return;
  }
  try {
    const reply = await chat.batch.reply(request, result.body);
    const atMs = clock.nowMs();
    await store.replies.put(projectId, {
      key: result.customId,
      label,
      request,
      prompt,
      reply,
      atMs,
    });
    await store.settings.set(setting, null);
    report.answered += 1;
  } catch (thrown) {
    const { code, message } = encodeError(thrown);
    if (!code.startsWith('llm/')) throw thrown;
    report.failed.push({ label, code, message });
  }
}

async function* splitLines(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of text) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}
