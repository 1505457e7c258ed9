import { runChecks } from '../core/checks/run-checks.ts';
import { decodeError, StudioError } from '../core/errors.ts';
import type { Draft, Evidence, Frame, ProjectId, SampledFrame, VideoFile } from '../core/flow.ts';
import {
  parseSampleDrafts,
  type SampleDraft,
  type SampleDrafts,
  type SampleEvidence,
  textsOf,
} from '../formats/sample-drafts.ts';
import { defaultPrepareSpec } from './defaults.ts';
import type { JobRunner } from './job-runner.ts';
import type { LibraryService } from './library.ts';
import type { RequestDeps } from './requests/context.ts';
import { RunLedger } from './requests/ledger.ts';
import { requestRunner } from './run-requests.ts';

export type SampleStep = 'clip' | 'prepare' | 'drafts';

/** The project that shows everything offline: a clip and drafts made by this project. */
export interface SampleService {
  /**
   * Opens the sample: a new project with the clip, decoded, embedded and selected for real, and its hand-written drafts. The
   * one that is there is opened again.
   */
  open(options: {
    name: string;
    language: 'en' | 'zh-CN';
    onStep?: (step: SampleStep) => void;
  }): Promise<ProjectId>;
}

export interface SampleDeps extends RequestDeps {
  library: LibraryService;
  jobs: JobRunner;
  /** Folder of `clip.mp4` and `drafts.json`, on the studio's own origin. */
  baseUrl: URL;
}

type OpenOptions = Parameters<SampleService['open']>[0];

const SETTING = 'sample.projectId';

export function createSample(deps: SampleDeps): SampleService {
  let opening: Promise<ProjectId> | null = null;
  return {
    open(options) {
      // Two clicks open one sample.
      opening ??= openSample(deps, options).finally(() => {
        opening = null;
      });
      return opening;
    },
  };
}

async function openSample(deps: SampleDeps, options: OpenOptions): Promise<ProjectId> {
  const { store } = deps;
  const known = await store.settings.get(SETTING);
  const there = (await store.projects.list()).find(({ id }) => id === known);
  if (there) {
    await deps.jobs.openProject(there.id);
    return there.id;
  }
  options.onStep?.('clip');
  const drafts = parseSampleDrafts(await (await fetchSample(deps, 'drafts.json')).json());
  const clip = new File([await (await fetchSample(deps, drafts.clip)).blob()], drafts.clip, {
    type: 'video/mp4',
  });
  const project = await store.projects.create(options.name);
  try {
    await fill(deps, project.id, { ...options, drafts, clip });
  } catch (thrown) {
    await store.projects.remove(project.id);
    throw thrown;
  }
  await store.settings.set(SETTING, project.id);
  return project.id;
}

async function fetchSample({ baseUrl }: SampleDeps, name: string): Promise<Response> {
  const response = await fetch(new URL(name, baseUrl)).catch((cause: unknown) => {
    throw new StudioError(
      'video/file-missing',
      "The sample could not be loaded from the studio's own address.",
      { cause },
    );
  });
  if (!response.ok)
    throw new StudioError(
      'video/file-missing',
      `The sample file ${name} is not where the studio is served.`,
      { details: { name } },
    );
  return response;
}

async function fill(
  deps: SampleDeps,
  projectId: ProjectId,
  sample: OpenOptions & { drafts: SampleDrafts; clip: File },
): Promise<void> {
  const { store, library, jobs, files } = deps;
  const [outcome] = await library.add(projectId, [{ file: sample.clip, handle: null }]);
  if (!outcome || outcome.status === 'failed')
    throw outcome
      ? decodeError(outcome.error)
      : new StudioError('video/file-missing', 'The sample clip is empty.');
  const video: VideoFile = {
    ...outcome.video,
    licence: sample.drafts.licence,
    source: sample.drafts.provenance.author,
  };
  await store.videos.put(projectId, video);
  await files.copyIn(video.id, () => {});
  sample.onStep?.('prepare');
  const spec = defaultPrepareSpec(video.id);
  const job = await jobs.settled((await jobs.enqueue(projectId, spec)).id);
  if (job.state.status === 'failed') throw decodeError(job.state.error);
  if (job.state.status === 'cancelled')
    throw new StudioError('job/cancelled', 'Opening the sample was cancelled.');
  sample.onStep?.('drafts');
  const timesSec = citedTimes(sample.drafts);
  const run = requestRunner(deps, { projectId, ledger: new RunLedger() });
  const frames = await run({
    kind: 'sampleFrames',
    videoId: video.id,
    timesSec,
    longSidePx: spec.longSidePx,
  });
  const toDraft = draftBuilder({
    video,
    frames,
    drafts: sample.drafts,
    language: sample.language,
    nowMs: deps.clock.nowMs(),
  });
  await store.drafts.insert(projectId, sample.drafts.drafts.map(toDraft));
}

function citedTimes({ drafts }: SampleDrafts): number[] {
  const evidence = drafts.flatMap((draft) => [
    ...draft.evidence,
    ...draft.steps.flatMap((step) => step.evidence),
  ]);
  return [...new Set(evidence.flatMap((one) => ('atSec' in one ? [one.atSec] : [])))].sort(
    (a, b) => a - b,
  );
}

interface BuildContext {
  video: VideoFile;
  frames: SampledFrame[];
  drafts: SampleDrafts;
  language: 'en' | 'zh-CN';
  nowMs: number;
}

function draftBuilder(context: BuildContext): (draft: SampleDraft) => Draft {
  const { video, frames, drafts, language, nowMs } = context;
  const frameAt = new Map<number, Frame>(frames.map(({ askedSec, frame }) => [askedSec, frame]));
  const resolve = (evidence: SampleEvidence): Evidence => {
    if ('span' in evidence) return { span: evidence.span };
    const frame = frameAt.get(evidence.atSec);
    const boxes = evidence.boxes ? { boxes: evidence.boxes } : {};
    return frame
      ? { frame: { ptsSec: frame.ptsSec, imageSha256: frame.imageSha256 }, ...boxes }
      : boxes;
  };
  const clip = { startSec: video.startSec, endSec: video.startSec + video.durationSec };
  return (draft) => {
    const texts = textsOf(draft, language);
    const body = {
      kind: draft.kind,
      task: draft.task,
      question: texts.question,
      answer: texts.answer,
      options: texts.options,
      correctOption: draft.correctOption,
      caption: null,
      steps: draft.steps.map((step, k) => ({
        text: texts.steps[k] ?? step.text,
        evidence: step.evidence.map(resolve),
      })),
      evidence: draft.evidence.map(resolve),
    };
    return {
      ...body,
      id: `draft:sample-${draft.id}`,
      videoId: video.id,
      checks: runChecks(body, clip),
      provenance: drafts.provenance,
      createdAtMs: nowMs,
    };
  };
}
