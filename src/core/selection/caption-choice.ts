import { timeLabel } from '../time-label.ts';

/** A sampled frame with its caption. */
export interface CaptionedFrame {
  /** Place among the sampled frames, 0-based; the id that the model is asked for. */
  index: number;
  ptsSec: number;
  caption: string;
}

/** What a prompt needs in order to have a model pick frames by their captions. */
export interface CaptionChoice {
  question: string;
  /** One line a frame in order of time: `[id] time caption`, line breaks inside a caption become spaces. */
  captions: string;
  /** How many ids the model may name at most. */
  limit: number;
}

/**
 * Prompt data of `caption-llm`: every caption with the id of its frame, and the question.
 *
 * @param limit at most this many frames, at least 1
 */
export function captionChoice(
  question: string,
  frames: readonly CaptionedFrame[],
  limit: number,
): CaptionChoice {
  const lines = [...frames]
    .sort((a, b) => a.index - b.index)
    .map(
      ({ index, ptsSec, caption }) =>
        `[${index}] ${timeLabel(ptsSec)} ${caption.replace(/\s+/g, ' ').trim()}`,
    );
  return { question: question.trim(), captions: lines.join('\n'), limit: Math.max(1, limit) };
}

/** The ids that a model named, as frames. */
export interface ChosenFrames {
  /** Places among the sampled frames, in the model's order, each once. */
  picked: number[];
  /** What it named and was never offered. */
  unknown: number[];
}

/** Turns a model's ids into input for `caption-llm` (`SelectionInput.picked`). Ids that were not offered are told apart, not guessed at. */
export function chosenFrames(
  ids: readonly number[],
  frames: readonly CaptionedFrame[],
  limit: number,
): ChosenFrames {
  const offered = new Set(frames.map(({ index }) => index));
  const unique = [...new Set(ids)];
  return {
    picked: unique.filter((id) => offered.has(id)).slice(0, Math.max(1, limit)),
    unknown: unique.filter((id) => !offered.has(id)),
  };
}
