import { ImageOff } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import { cn } from '../../ui/cn.ts';
import { useThumbnail } from './model/thumbnails.ts';

export interface ThumbnailProps {
  imageSha256: string;
  /** Empty where what is around it says the same. */
  alt: string;
  /** Width over height of the box, so that nothing moves when the picture comes. */
  aspect: number;
  className?: string;
}

/** A small stored picture. It is drawn, not loaded: making addresses for thousands of pictures would hold the page up. */
export function Thumbnail({ imageSha256, alt, aspect, className }: ThumbnailProps) {
  const picture = useThumbnail(imageSha256);
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (!canvas.current || !picture) return;
    canvas.current.width = picture.width;
    canvas.current.height = picture.height;
    canvas.current.getContext('2d')?.drawImage(picture, 0, 0);
  }, [picture]);
  return (
    <div
      {...(alt === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': alt })}
      className={cn(
        'relative overflow-hidden bg-hover',
        picture === undefined && 'pulse-soft',
        className,
      )}
      style={{ aspectRatio: aspect }}
    >
      {picture ? <canvas ref={canvas} className="absolute inset-0 size-full object-cover" /> : null}
      {picture === null ? (
        <span className="absolute inset-0 grid place-items-center text-ink-3">
          <ImageOff size={16} aria-hidden="true" />
        </span>
      ) : null}
    </div>
  );
}
