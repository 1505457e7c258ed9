import type { EncodedPacket } from 'mediabunny';
import { StudioError } from '../../../core/errors.ts';
import { judgeFor, PacketFilter } from './droppable.ts';
import type { MediaTrack } from './media-track.ts';
import type { PacketFraming } from './packet-framing.ts';
import type { Stretch, StretchPlanner, Wanted } from './stretches.ts';
import { unlessFailed } from './unless-failed.ts';

/** Raw pictures that one run may leave behind. A stretch that has more is not torn apart before `STRETCH_BYTES`. */
const RUN_BYTES = 8 * 1024 * 1024;
const STRETCH_BYTES = 48 * 1024 * 1024;
/** Packets of one run. */
const RUN_PACKET_BYTES = 32 * 1024 * 1024;
/** The first run is a short one, so that something shows soon. */
const FIRST_RUN_PICTURES = 4;

/** A packet in the order of decoding, its time in the ticks of the track. */
export interface DuePacket {
  tick: number;
  data: readonly Uint8Array[];
}

/** What one run of FFmpeg decodes. */
export interface Batch {
  wanted: Wanted[];
  packets: DuePacket[];
}

/** A part of a stretch: all of its pictures, unless they are too many. */
interface Piece {
  stretch: Stretch;
  wanted: Wanted[];
}

/** What one run decodes, before its packets are read. Without pieces: times that the container cannot be asked about. */
export interface Job {
  pieces: readonly Piece[];
  timesSec: readonly number[];
}

/** Gathers stretches for runs of bounded size, and reads the packets of each; without those that nothing asked for depends on. */
export class PacketBatches {
  readonly #media: MediaTrack;
  readonly #framing: PacketFraming;
  readonly #planner: StretchPlanner;
  readonly #pictureBytes: number;
  #piece: Piece | null = null;
  #open: { stretch: Stretch; next: number } | null = null;
  #isFirst = true;
  #isAtEnd = false;

  constructor(
    media: MediaTrack,
    framing: PacketFraming,
    { planner, pictureBytes }: { planner: StretchPlanner; pictureBytes: number },
  ) {
    this.#media = media;
    this.#framing = framing;
    this.#planner = planner;
    this.#pictureBytes = pictureBytes;
  }

  /** `null` after the last. */
  async next(): Promise<Job | null> {
    const pieces = await this.#nextPieces();
    if (pieces.length > 0) {
      const wanted = pieces.flatMap((piece) => piece.wanted);
      return { pieces, timesSec: wanted.flatMap(({ askedSec }) => askedSec) };
    }
    if (this.#isAtEnd) return null;
    this.#isAtEnd = true;
    const { restSec } = this.#planner;
    return restSec.length > 0 ? { pieces, timesSec: restSec } : null;
  }

  async #nextPieces(): Promise<Piece[]> {
    const limit = this.#isFirst ? FIRST_RUN_PICTURES : this.#picturesIn(RUN_BYTES);
    this.#isFirst = false;
    const pieces: Piece[] = [];
    let pictures = 0;
    for (;;) {
      const piece = this.#piece ?? (await this.#nextPiece());
      this.#piece = null;
      if (!piece) return pieces;
      const isFit = pictures + piece.wanted.length <= limit;
      if (pieces.length > 0 && (!isFit || !this.#framing.isFresh(piece.stretch.key.data))) {
        this.#piece = piece;
        return pieces;
      }
      pieces.push(piece);
      pictures += piece.wanted.length;
    }
  }

  /** Reads what the pieces need; `null` where a packet cannot be taken apart. */
  async read({ pieces }: Job, signal: AbortSignal): Promise<Batch | null> {
    const batch: Batch = { wanted: pieces.flatMap(({ wanted }) => wanted), packets: [] };
    let bytes = 0;
    for (const piece of pieces) {
      let isFirst = true;
      for await (const packet of this.#packetsOf(piece)) {
        if (signal.aborted) throw new StudioError('job/cancelled', 'The work was cancelled.');
        const data = this.#framing.frame(packet.data, isFirst);
        bytes += packet.data.length;
        if (!data || bytes > RUN_PACKET_BYTES) return null;
        isFirst = false;
        batch.packets.push({ tick: this.#media.presentation.tickOf(packet), data });
      }
    }
    return batch;
  }

  async *#packetsOf({ stretch, wanted }: Piece): AsyncGenerator<EncodedPacket, void, void> {
    const { sink } = this.#media.presentation;
    const codec = await this.#media.track.getCodec();
    const filter = new PacketFilter<EncodedPacket>(
      codec && judgeFor(codec, this.#framing.description),
    );
    const asked = new Set(wanted.map(({ sequence }) => sequence));
    const last = Math.max(...asked);
    let packet: EncodedPacket | null = stretch.key;
    while (packet) {
      yield* filter.pass(packet, asked.has(packet.sequenceNumber));
      if (packet.sequenceNumber >= last) return;
      packet = await sink.getNextPacket(packet);
    }
    throw new StudioError(
      'video/truncated',
      'The file ends before the picture that its index lists.',
    );
  }

  async #nextPiece(): Promise<Piece | null> {
    if (!this.#open) {
      const stretch = await unlessFailed(() => this.#planner.next());
      if (!stretch) return null;
      this.#open = { stretch, next: 0 };
    }
    const { stretch, next } = this.#open;
    const wanted: Wanted[] = [];
    const limit = this.#picturesIn(STRETCH_BYTES);
    const at = async (index: number) =>
      (await unlessFailed(() => stretch.at(index))) ?? stretch.wants[index];
    let want = await at(next);
    while (want && wanted.length < limit) {
      wanted.push(want);
      want = await at(next + wanted.length);
    }
    if (!want) stretch.end();
    this.#open = want ? { stretch, next: next + wanted.length } : null;
    return { stretch, wanted };
  }

  #picturesIn(bytes: number): number {
    return Math.max(1, Math.floor(bytes / this.#pictureBytes));
  }
}
