import {
  BlobSource,
  Input,
  type InputFormat,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  MPEG_TS,
  QTFF,
  WEBM,
} from 'mediabunny';
import { rethrowIfGone } from './media-error.ts';

/** A file that mediabunny can take apart, opened for reading. Whoever opens it closes it. */
export interface OpenContainer {
  input: Input;
  format: InputFormat;
  /** The first video track in file order, as FFmpeg's `V:0`; `null` without one. */
  track: InputVideoTrack | null;
  /** Bytes read from the file so far. */
  bytesRead(): number;
  close(): void;
}

/**
 * @returns `null` for a format that mediabunny does not read, and for damage that it gives up on
 * @throws `video/file-changed` where the file cannot be read any more
 */
export async function openContainer(file: Blob): Promise<OpenContainer | null> {
  const source = new BlobSource(file);
  let bytes = 0;
  source.on('read', ({ start, end }) => {
    bytes += end - start;
  });
  const input = new Input({ source, formats: [MP4, QTFF, WEBM, MATROSKA, MPEG_TS] });
  try {
    if (!(await input.canRead())) {
      input.dispose();
      return null;
    }
    const [track] = await input.getVideoTracks();
    return {
      input,
      format: await input.getFormat(),
      track: track ?? null,
      bytesRead: () => bytes,
      close: () => input.dispose(),
    };
  } catch (thrown) {
    input.dispose();
    rethrowIfGone(thrown);
    return null;
  }
}
