import type { VideoFile, VideoId } from '../../../core/flow.ts';
import type { FileAccess } from '../../../core/ports.ts';
import { capPerCategory, dynamicVerdicts, passesAll } from '../../../core/shots/dynamic-filter.ts';

/** How far a video has come. */
export interface StageFacts {
  /** Sampled frames; 0 = not prepared. */
  sampled: number;
  core: number;
  drafts: number;
  /** Drafts without a decision. */
  pending: number;
}

export type Stage = 'new' | 'prepared' | 'pending' | 'reviewed';

/** The furthest stage, named by what a person would do next. */
export function stageOf({ sampled, drafts, pending }: StageFacts): Stage {
  if (drafts > 0) return pending > 0 ? 'pending' : 'reviewed';
  return sampled > 0 ? 'prepared' : 'new';
}

/**
 * By what is known of shots: `dynamic` passes LLaVA-Video's filter, `capped` does and is among the first 50 of its source, `fails` does
 * not pass; `estimate` was judged from samples alone, `unknown` not at all.
 */
export type ShotsFilter = 'all' | 'dynamic' | 'capped' | 'fails' | 'estimate' | 'unknown';

export interface LibraryFilter {
  name: string;
  stage: Stage | 'all';
  access: FileAccess | 'all';
  shots: ShotsFilter;
}

export const NO_FILTER: LibraryFilter = { name: '', stage: 'all', access: 'all', shots: 'all' };

export const isFiltering = ({ name, stage, access, shots }: LibraryFilter): boolean =>
  name.trim() !== '' || stage !== 'all' || access !== 'all' || shots !== 'all';

export interface KnownOfVideos {
  /** Missing entries are not known yet. */
  stages: ReadonlyMap<VideoId, StageFacts>;
  access: ReadonlyMap<VideoId, FileAccess>;
}

/** Videos that pass. Names match by every word, in any order and case; a video whose stage is not known yet passes no stage filter. */
export function filterVideos(
  videos: readonly VideoFile[],
  filter: LibraryFilter,
  known: KnownOfVideos,
): VideoFile[] {
  const words = filter.name.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const passing = videos.filter((video) => {
    const { id, name } = video;
    if (!fitsShots(video, filter.shots)) return false;
    const folded = name.toLocaleLowerCase();
    if (!words.every((word) => folded.includes(word))) return false;
    if (filter.access !== 'all' && known.access.get(id) !== filter.access) return false;
    if (filter.stage === 'all') return true;
    const facts = known.stages.get(id);
    return facts !== undefined && stageOf(facts) === filter.stage;
  });
  return filter.shots === 'capped' ? capPerCategory(passing, ({ source }) => source) : passing;
}

function fitsShots(video: VideoFile, shots: ShotsFilter): boolean {
  if (shots === 'all') return true;
  if (shots === 'unknown') return !video.shots;
  if (!video.shots) return false;
  if (shots === 'estimate') return video.shots.from === 'samples';
  return passesAll(dynamicVerdicts(video, video.shots)) === (shots !== 'fails');
}
