import { DEFAULT_BINDING } from '../../core/chat.ts';
import { decodeError, StudioError } from '../../core/errors.ts';
import type { ProjectId, Role } from '../../core/flow.ts';
import { removeProject } from '../../pipeline/remove-project.ts';
import type { Studio } from '../../state/studio.ts';
import { fileArgument, listArgument, objectArgument, oneOf, textArgument } from './arguments.ts';
import { readBatch, writeBatch } from './batch.ts';
import type {
  AutomationApi,
  Capabilities,
  ScriptBinding,
  ScriptExportOptions,
} from './contract.ts';
import { decisionsApi, draftsApi } from './drafts.ts';
import { probeFile, sampleFrames } from './frames.ts';
import { runRecipe } from './recipes.ts';
import { selectionApi } from './selection.ts';
import { openProject, type ScriptSession } from './session.ts';
import { videoShots } from './shots.ts';
import { streamOf } from './stream.ts';
import { verifyDataset } from './verify.ts';

const ROLES: readonly Role[] = ['captioner', 'selector', 'drafter', 'judge', 'embedder'];

/** `globalThis.ristretto`: a thin face on the services that the screens use. */
export function createAutomation(studio: Studio, ready: Promise<void>): AutomationApi {
  const session: ScriptSession = { studio, projectId: null };
  const { store, models, datasets } = studio;
  return Object.freeze({
    version: 1 as const,
    ready,
    capabilities: () => capabilities(studio),
    projects: projectsApi(session),
    videos: {
      add: (files: File[]) => addVideos(session, files),
      list: () => store.videos.list(openProject(session)),
      probe: (file: File) => probeFile(session, file),
      shots: (videoId, options) => videoShots(session, videoId, options),
    },
    frames: { sample: (source, options) => sampleFrames(session, source, options) },
    models: {
      list: () => models.list(),
      install: (source) => models.install(modelSource(source)),
      remove: (modelId: string) => models.remove(modelId),
      benchmark: (modelId: string) => models.benchmark(modelId),
      embed: (modelId, inputs, options) =>
        embed(studio, inputs, { modelId, provider: options?.provider ?? 'auto' }),
    },
    selection: selectionApi(session),
    roles: { bind: (role, binding) => bindRole(studio, role, binding) },
    recipes: {
      list: () => studio.drafting.recipes(),
      run: (videoId, recipeId, options) => runRecipe(session, { videoId, recipeId }, options),
      writeBatch: (videoIds, recipeId, options) =>
        writeBatch(session, { videoIds, recipeId }, options),
      readBatch: (file) => readBatch(session, file),
    },
    drafts: draftsApi(session),
    decisions: decisionsApi(session),
    datasets: {
      formats: async () => datasets.formats(),
      import: async (file, options) => {
        const { projectId, ...report } = await datasets.import(
          session.projectId,
          fileArgument(file),
          options,
        );
        session.projectId = projectId;
        return report;
      },
      export: (format, options) => exportFiles(session, format, options),
      verify: (source, options) => verifyDataset(session, source, options),
    },
  } satisfies AutomationApi);
}

function projectsApi(session: ScriptSession): AutomationApi['projects'] {
  const { store, jobs } = session.studio;
  return {
    create: async (name) => (await store.projects.create(textArgument('name', name))).id,
    open: async (projectId) => {
      await jobs.openProject(projectId as ProjectId);
      session.projectId = projectId as ProjectId;
    },
    list: async () =>
      (await store.projects.list()).map(({ id, name, drafts, videos }) => ({
        id,
        name,
        drafts,
        videos,
      })),
    remove: async (projectId) => {
      await removeProject(session.studio, projectId as ProjectId);
      if (session.projectId === projectId) session.projectId = null;
    },
  };
}

async function capabilities({ models, media, store }: Studio): Promise<Capabilities> {
  const [webgpu, webcodecs, storage] = await Promise.all([
    models.gpu(),
    media.capabilities(),
    store.usage(),
  ]);
  return { crossOriginIsolated: globalThis.crossOriginIsolated, webgpu, webcodecs, storage };
}

/** The good files of a mixed lot are added and returned; when none is good, the first one's error is thrown. */
async function addVideos(session: ScriptSession, files: File[]) {
  const outcomes = await session.studio.library.add(
    openProject(session),
    listArgument('files', files).map((file) => ({ file: fileArgument(file), handle: null })),
  );
  const added = outcomes.flatMap((outcome) => (outcome.status === 'failed' ? [] : [outcome.video]));
  const bad = outcomes.find((outcome) => outcome.status === 'failed');
  if (added.length === 0 && bad) throw decodeError(bad.error);
  return added;
}

async function embed(
  { models }: Studio,
  inputs: (Blob | string)[],
  { modelId, provider }: { modelId: string; provider: 'auto' | 'webgpu' | 'wasm' },
) {
  oneOf('provider', provider, ['auto', 'webgpu', 'wasm']);
  const texts = listArgument('inputs', inputs).filter((input) => typeof input === 'string');
  if (texts.length > 0 && texts.length < inputs.length) {
    throw new StudioError('input/invalid', 'Embed pictures or texts, not both in one call.');
  }
  const result =
    texts.length > 0
      ? await models.embedTexts(modelId, texts, { provider })
      : await models.embedImages(modelId, await Promise.all(inputs.map(bytesOf)), { provider });
  const { rows, dim, data, modelSha256 } = result;
  return { provider: result.provider, rows, dim, data, modelSha256 };
}

function modelSource<T extends object>(source: string | T): string | T {
  return typeof source === 'string' ? source : objectArgument('source', source);
}

const bytesOf = async (input: Blob | string): Promise<Uint8Array> =>
  new Uint8Array(await new Blob([input]).arrayBuffer());

async function bindRole({ chat }: Studio, role: Role, binding: ScriptBinding): Promise<void> {
  const { baseUrl, model, apiKey, usdPerMTokIn, usdPerMTokOut, ...limits } = objectArgument(
    'binding',
    binding,
  );
  await chat.bind(
    oneOf('role', role, ROLES),
    {
      ...DEFAULT_BINDING,
      baseUrl,
      model,
      usdPerMTokIn: usdPerMTokIn ?? null,
      usdPerMTokOut: usdPerMTokOut ?? null,
      streaming: false,
      requestsPerMin: limits.requestsPerMin ?? null,
      tokensPerMin: limits.tokensPerMin ?? null,
      maxParallel: limits.maxParallel ?? DEFAULT_BINDING.maxParallel,
    },
    apiKey === undefined ? undefined : { apiKey, keep: 'memory' },
  );
}

async function* exportFiles(
  session: ScriptSession,
  format: string,
  options: ScriptExportOptions = {},
) {
  for await (const { path, bytes } of session.studio.datasets.entries(
    openProject(session),
    format,
    options,
  )) {
    yield { path, bytes: streamOf(bytes) };
  }
}
