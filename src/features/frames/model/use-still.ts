import { useEffect, useState } from 'react';
import type { Frame, ProjectId } from '../../../core/flow.ts';
import { usePicture } from '../../../state/use-picture.ts';

/** A stored picture with its own time, ready to be shown. */
export interface Still {
  ptsSec: number;
  url: string;
}

/**
 * The stored picture of a frame in full size; the one before stays until the next is decoded. While the video moves nobody sees stills,
 * and none is read.
 */
export function useStill(projectId: ProjectId, frame: Frame, isMoving: boolean): Still | null {
  const { ptsSec, imageSha256 } = frame;
  const jpeg = usePicture(projectId, isMoving ? null : imageSha256);
  const [still, setStill] = useState<Still | null>(null);
  useEffect(() => {
    if (!jpeg) return;
    const url = URL.createObjectURL(new Blob([jpeg.slice()], { type: 'image/jpeg' }));
    const picture = new Image();
    picture.src = url;
    let isWanted = true;
    const show = () => isWanted && setStill({ ptsSec, url });
    picture.decode().then(show, show);
    return () => {
      isWanted = false;
      // The picture on screen is decoded already, and stays after its address is gone.
      URL.revokeObjectURL(url);
    };
  }, [jpeg, ptsSec]);
  return still;
}
