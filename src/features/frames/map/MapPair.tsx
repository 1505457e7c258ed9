import type { Frame } from '../../../core/flow.ts';
import { formatTime } from '../../../ui/format.ts';
import { Thumbnail } from '../Thumbnail.tsx';

/** The two frames under the pointer, with how alike they are. */
export function MapPair({
  first,
  second,
  aspect,
  words,
}: {
  first: Frame;
  second: Frame;
  aspect: number;
  words: string;
}) {
  return (
    <div className="flex flex-col gap-1">
      <div className="grid grid-cols-2 gap-2">
        <Side frame={first} aspect={aspect} />
        <Side frame={second} aspect={aspect} />
      </div>
      <p className="text-sm text-ink-2">{words}</p>
    </div>
  );
}

function Side({ frame, aspect }: { frame: Frame; aspect: number }) {
  const time = formatTime(frame.ptsSec);
  return (
    <figure className="min-w-0">
      <Thumbnail
        imageSha256={frame.imageSha256}
        alt={time}
        aspect={aspect}
        className="rounded-md"
      />
      <figcaption className="mono text-ink-2">{time}</figcaption>
    </figure>
  );
}
