import type { Selection, VideoFile } from '../core/flow.ts';
import type { EventOf } from '../core/inspections.ts';
import type { MethodTally } from '../core/spot-check.ts';
import { csvLine } from './csv.ts';

/** Selections and verdicts as files, for tables and for scripts. Times in seconds of presentation time. */

export interface SelectedVideo {
  video: VideoFile;
  selection: Selection;
}

/** One line for each core frame. */
export function* selectionsCsv(all: Iterable<SelectedVideo>): Generator<string> {
  yield csvLine([
    'video',
    'method',
    'time_sec',
    'image_sha256',
    'score',
    'reasons',
    'stands_for',
    'pinned',
  ]);
  for (const { video, selection } of all)
    for (const [place, { frame, score, reasons }] of selection.core.entries())
      yield csvLine([
        video.name,
        selection.method,
        frame.ptsSec,
        frame.imageSha256,
        score,
        reasons.map(({ code }) => code).join(' '),
        standsFor(selection, place),
        selection.pinned.includes(frame.imageSha256) ? 1 : 0,
      ]);
}

/** With what is needed to choose again; the studio reads it back as other people's selections. */
export function selectionsJson(all: Iterable<SelectedVideo>): string {
  const selections = [...all].map(({ video, selection }) => ({
    video: video.name,
    fingerprint: video.fingerprint,
    method: selection.method,
    params: selection.params,
    question: selection.question ?? null,
    model: selection.modelId,
    model_sha256: selection.modelSha256,
    sampled_every_sec: selection.everySec,
    sampled: selection.sampledSec.length,
    metrics: selection.metrics,
    times_sec: selection.core.map(({ frame }) => frame.ptsSec),
    frames: selection.core.map(({ frame, score, reasons }, place) => ({
      time_sec: frame.ptsSec,
      image_sha256: frame.imageSha256,
      score,
      reasons,
      stands_for: standsFor(selection, place),
      pinned: selection.pinned.includes(frame.imageSha256),
    })),
  }));
  return `${JSON.stringify({ selections }, null, 2)}\n`;
}

/** How many other frames a core frame stands for. */
const standsFor = ({ representedBy }: Selection, place: number): number =>
  representedBy.filter((core) => core === place).length - 1;

export interface JudgedVideos {
  verdicts: readonly EventOf<'verdict'>[];
  nameOf: (videoId: EventOf<'verdict'>['videoId']) => string;
  /** What each spot-check found, in the order in which they were begun. */
  sessions: readonly { session: EventOf<'session'>; tally: readonly MethodTally[] }[];
}

/** One line for each verdict that stands. */
export function* verdictsCsv({ verdicts, nameOf }: JudgedVideos): Generator<string> {
  yield csvLine([
    'video',
    'method',
    'verdict',
    'frame_sec',
    'at_sec',
    'note',
    'annotator',
    'at_ms',
    'spot_check',
    'core_sec',
  ]);
  for (const one of verdicts)
    yield csvLine([
      nameOf(one.videoId),
      one.method,
      one.verdict,
      one.frame?.ptsSec ?? null,
      one.atSec,
      one.note,
      one.annotator,
      one.atMs,
      one.session,
      one.coreSec.join(' '),
    ]);
}

export function verdictsJson({ verdicts, nameOf, sessions }: JudgedVideos): string {
  return `${JSON.stringify(
    {
      verdicts: verdicts.map((one) => ({
        video: nameOf(one.videoId),
        method: one.method,
        params: one.params,
        question: one.question,
        verdict: one.verdict,
        frame: one.frame && { time_sec: one.frame.ptsSec, image_sha256: one.frame.imageSha256 },
        at_sec: one.atSec,
        note: one.note,
        annotator: one.annotator,
        at_ms: one.atMs,
        spot_check: one.session,
        times_sec: one.coreSec,
      })),
      spot_checks: sessions.map(({ session, tally }) => ({
        id: session.id,
        seed: session.seed,
        videos: session.size,
        budget: session.budget,
        methods: tally.map(({ method, judged, good, interval }) => ({
          method,
          judged,
          good,
          share_good: judged > 0 ? interval.share : null,
          wilson95: [interval.low, interval.high],
        })),
      })),
    },
    null,
    2,
  )}\n`;
}
