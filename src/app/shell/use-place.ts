import { useMatches } from '@tanstack/react-router';
import type { ProjectId, VideoId } from '../../core/flow.ts';

export type Section =
  | 'home'
  | 'library'
  | 'frames'
  | 'review'
  | 'queue'
  | 'export'
  | 'settings'
  | 'diagnostics';

export interface Place {
  section: Section | null;
  projectId: ProjectId | null;
  videoId: VideoId | null;
}

const SECTIONS: Record<string, Section> = {
  '/': 'home',
  '/settings': 'settings',
  '/diagnostics': 'diagnostics',
  '/p/$projectId/library': 'library',
  '/p/$projectId/frames/$videoId': 'frames',
  '/p/$projectId/review': 'review',
  '/p/$projectId/queue': 'queue',
  '/p/$projectId/export': 'export',
};

/** Where the person is, read from the address. */
export function usePlace(): Place {
  const last = useMatches({ select: (matches) => matches.at(-1) });
  const params: { projectId?: ProjectId; videoId?: VideoId } = last?.params ?? {};
  return {
    section: SECTIONS[last?.fullPath ?? ''] ?? null,
    projectId: params.projectId ?? null,
    videoId: params.videoId ?? null,
  };
}
