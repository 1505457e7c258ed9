import { ImageOff } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { cn } from './cn.ts';

export interface FrameImageProps {
  /** JPEG bytes, a Blob, or an object URL of the caller's; `null` = cannot be had; `undefined` = on its way. */
  source: Uint8Array | Blob | string | null | undefined;
  /** What can be seen, or where in the video it is. */
  alt: string;
  /** Width over height of the box, so that nothing moves when the picture comes. */
  aspect: number;
  fit?: 'contain' | 'cover';
  className?: string;
  /** Drawn over the picture: boxes, chips. */
  children?: ReactNode;
}

/** A stored frame in a box of fixed proportions. URLs made here are released here. */
export function FrameImage({
  source,
  alt,
  aspect,
  fit = 'cover',
  className,
  children,
}: FrameImageProps) {
  const url = useObjectUrl(source);
  return (
    <div
      className={cn(
        'relative overflow-hidden bg-hover',
        source === undefined && 'pulse-soft',
        className,
      )}
      style={{ aspectRatio: aspect }}
    >
      {url ? (
        <img
          src={url}
          alt={alt}
          decoding="async"
          draggable={false}
          className={cn(
            'absolute inset-0 size-full',
            fit === 'cover' ? 'object-cover' : 'object-contain',
          )}
        />
      ) : null}
      {source === null ? (
        <div
          role="img"
          aria-label={alt}
          className="absolute inset-0 grid place-items-center text-ink-3"
        >
          <ImageOff size={16} aria-hidden="true" />
        </div>
      ) : null}
      {children}
    </div>
  );
}

/** An object URL for bytes or a Blob, released when they change or the component goes. */
function useObjectUrl(source: Uint8Array | Blob | string | null | undefined): string | null {
  const [made, setMade] = useState<{ for: Uint8Array | Blob; url: string } | null>(null);
  useEffect(() => {
    if (!source || typeof source === 'string') return;
    const blob =
      source instanceof Blob ? source : new Blob([source.slice()], { type: 'image/jpeg' });
    const url = URL.createObjectURL(blob);
    setMade({ for: source, url });
    return () => URL.revokeObjectURL(url);
  }, [source]);
  if (typeof source === 'string') return source;
  return made && made.for === source ? made.url : null;
}
