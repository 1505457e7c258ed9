import type { ModelCard } from '../../core/model-card.ts';
import type { CodecRow, MediaPort, ModelPort } from '../../core/ports.ts';
import type { StorePort } from '../../core/store-port.ts';

export type Gpu = Awaited<ReturnType<ModelPort['gpu']>>;
export type Codecs = Awaited<ReturnType<MediaPort['capabilities']>>;
type Usage = Awaited<ReturnType<StorePort['usage']>>;
export type Benchmark = Awaited<ReturnType<ModelPort['benchmark']>>;

/** Everything that the screen shows; `null` = could not be found out. */
export interface Findings {
  version: string;
  userAgent: string;
  languages: readonly string[];
  threads: number;
  memoryGb: number | null;
  isIsolated: boolean;
  missingHeaders: readonly string[] | null;
  gpu: Gpu;
  codecs: Codecs | null;
  /** `null` = nobody has tried the decoders since the page was opened. */
  decoders: readonly CodecRow[] | null;
  storage: (Usage & { mode: string }) | null;
  models: readonly ModelCard[];
  benchmarks: Readonly<Record<string, Benchmark>>;
}

/**
 * The report as text. It names every field that it takes, so that nothing else can slip in: no project, no file, no address,
 * no key.
 */
export function reportText(found: Findings): string {
  const models = found.models.map(({ id, task, dim, files, installed }) => ({
    id,
    task,
    dim,
    installed,
    sha256: files.map((file) => file.sha256),
    speed: (found.benchmarks[id] ?? []).map(({ provider, framesPerSec, maxAbsDiff }) => ({
      provider,
      framesPerSec,
      maxAbsDiff,
    })),
  }));
  const report = {
    studio: found.version,
    browser: found.userAgent,
    languages: found.languages,
    threads: found.threads,
    memoryGb: found.memoryGb,
    crossOriginIsolated: found.isIsolated,
    missingHeaders: found.missingHeaders,
    webgpu: found.gpu,
    webcodecs: found.codecs,
    decoders: found.decoders?.map(decoderLine) ?? 'not seen',
    storage: found.storage && {
      mode: found.storage.mode,
      persisted: found.storage.persisted,
      usedBytes: found.storage.usedBytes,
      quotaBytes: found.storage.quotaBytes,
    },
    models,
  };
  return JSON.stringify(report, null, 2);
}

/** `H.264 in mp4: WebCodecs yes, FFmpeg yes, <video> no` */
function decoderLine({ codec, container, webcodecs, ffmpeg, video }: CodecRow): string {
  const said = (verdict: string) => verdict.replace('-', ' ');
  return `${codec} in ${container}: WebCodecs ${said(webcodecs)}, FFmpeg ${said(ffmpeg)}, <video> ${said(video)}`;
}
