import { useQuery } from '@tanstack/react-query';
import type { ProjectId } from '../core/flow.ts';
import { useStudio } from './studio.ts';

/** How long bytes stay after the last one who shows them is gone: scrolling back is free. */
const KEEP_MS = 30_000;

/**
 * JPEG bytes of a stored frame, as `FrameImage` takes them: `undefined` on its way, `null` where it cannot be had. Pictures
 * are named by their content, so they never go stale.
 */
export function usePicture(
  projectId: ProjectId,
  imageSha256: string | null,
): Uint8Array | null | undefined {
  const { store } = useStudio();
  const { data, isError } = useQuery({
    queryKey: ['picture', projectId, imageSha256],
    queryFn: () => store.frames.image(projectId, imageSha256 ?? ''),
    enabled: imageSha256 !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEEP_MS,
  });
  return imageSha256 === null || isError ? null : data;
}
