/** A frame from the decoder; owners carry their own along. */
export interface ExactFrame {
  readonly ptsSec: number;
}

/** Where a player gets a video from. All times are presentation times in seconds. */
export interface FrameSource<F extends ExactFrame> {
  /** Of the first frame. */
  readonly startSec: number;
  /** When the last frame ends. */
  readonly endSec: number;
  /** Address for a `<video>`; asked for when somebody wants to play. */
  open(): Promise<string>;
  /** Time of the frame that a `<video>` calls `mediaSec`, which it rounds. */
  timeOf(mediaSec: number): Promise<number>;
  /** Time of the frame on screen at a time. */
  timeAt(timeSec: number): Promise<number>;
  /** Time of the frame after (1) or before (-1) a time; `null` at the end. */
  neighbourTime(timeSec: number, direction: 1 | -1): Promise<number | null>;
  /** The frame on screen at a time, decoded. */
  frameAt(timeSec: number, request: FrameRequest): Promise<F>;
}

interface FrameRequest {
  /** Where the person is heading; frames that way may be decoded along. */
  direction: 1 | -1 | null;
  /** Aborted when nobody waits for the frame any more. */
  signal: AbortSignal;
}
