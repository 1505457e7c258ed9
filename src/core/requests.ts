import type { ChatReply, ChatRequest } from './chat.ts';
import type {
  Box,
  DraftBody,
  DraftId,
  DraftKind,
  DraftStatus,
  SampledFrame,
  VideoId,
} from './flow.ts';
import type { GridLayout } from './grid-layout.ts';

/**
 * What a recipe may ask for. Requests are plain data: the pipeline runs them, and remembers each by the hash of the request
 * and of what answers it, so that running a recipe again costs nothing for what is already there.
 * `step` is the id of the recipe's step that asks; progress and cost are counted by it.
 */
export type RecipeRequest =
  | {
      kind: 'sampleFrames';
      step?: string;
      videoId: VideoId;
      timesSec: number[];
      longSidePx: number;
    }
  | {
      /** A model call: JSON where `chat.schema` is set, free text (`reply.raw`) where it is `null`. */
      kind: 'askJson';
      step?: string;
      label: string;
      prompt: { id: string; version: number; sha256: string };
      chat: ChatRequest;
      /** Nobody is asked: without a stored reply the request fails with `input/invalid`. */
      onlyRemembered?: true;
    }
  | {
      /** Sentences to vectors, by the role `embedder` or, unbound, by a sentence encoder on this device. */
      kind: 'embedTexts';
      step: string;
      label: string;
      texts: string[];
      /** By this encoder on this device, whoever has the role: to be compared with pictures. */
      modelId?: string;
    }
  | {
      /** Stored pictures to vectors by an image encoder on this device. */
      kind: 'embedFrames';
      step: string;
      modelId: string;
      imageSha256s: string[];
    }
  | {
      /** Parts of stored pictures to vectors, each cut out as a square (`core/picture/square-cut.ts`) for an encoder on this device. */
      kind: 'embedRegions';
      step: string;
      modelId: string;
      regions: { imageSha256: string; xyxy: Box }[];
      /** How much of its surroundings a part is shown with, as a share of its longer side. */
      context: number;
    }
  | {
      /** Stored pictures drawn into one. What comes back is what is sent, byte for byte. */
      kind: 'drawGrid';
      step: string;
      imageSha256s: string[];
      layout: GridLayout;
    }
  | {
      /** What people made of earlier drafts of this recipe, so that what follows rests on their words. */
      kind: 'reviewed';
      step: string;
      draftIds: DraftId[];
    }
  | {
      /** Drafts that are there, whoever made them, without the rejected ones. `videoId: null` = of the whole project. */
      kind: 'drafts';
      step: string;
      videoId: VideoId | null;
      draftKind: DraftKind;
    };

/** A picture that is no frame of a video. */
export interface DrawnPicture {
  imageSha256: string;
  widthPx: number;
  heightPx: number;
}

/** A draft as it stands: its own fields after edits. `isEdited` = differs from what the machine wrote. */
export interface StandingDraft {
  /** Left out = the draft that was asked for; else the one that people accepted in its place. */
  draftId?: DraftId;
  status: DraftStatus;
  isEdited: boolean;
  body: DraftBody;
}

export interface ListedDraft extends StandingDraft {
  draftId: DraftId;
  videoId: VideoId;
}

export interface RecipeReply {
  /** One for each asked time that could be decoded, ascending by asked time; two times may share a frame. */
  sampleFrames: SampledFrame[];
  askJson: ChatReply & { replyKey: string };
  /** One L2-normalised row for each text, in order. `embedder` names who answered. */
  embedTexts: { vectors: Float32Array[]; embedder: string };
  /** One L2-normalised row for each picture, in order. */
  embedFrames: { vectors: Float32Array[]; modelSha256: string };
  /** One L2-normalised row for each part, in order; `null` = its picture is not stored. */
  embedRegions: { vectors: (Float32Array | null)[]; modelSha256: string };
  drawGrid: DrawnPicture;
  /** In the order asked; `null` = there is no such draft yet. */
  reviewed: (StandingDraft | null)[];
  /** In the order of the project. */
  drafts: ListedDraft[];
}

/** Executes one request; the type of the answer follows from the kind. */
export type RunRequest = <R extends RecipeRequest>(request: R) => Promise<RecipeReply[R['kind']]>;
