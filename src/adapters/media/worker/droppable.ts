import { Av1Headers } from './av1-headers.ts';
import type { Judgement } from './judgement.ts';
import { H264Headers, HevcHeaders } from './nal-headers.ts';
import { judgeVp9 } from './vp9-header.ts';

/** Judges packets one after the other, in decoding order, from a key picture on. */
export type Judge = (packet: Uint8Array) => Judgement;

/**
 * The rules for a codec: non-reference pictures of H.264 (nal_ref_idc) and HEVC (sub-layer non-reference pictures of the highest
 * layer), frames of VP9 and AV1 that refresh no stored picture. `null` where nothing may be left out.
 * @param codec as in the facts
 * @param description the container's decoder configuration record, where it has one
 */
export function judgeFor(codec: string, description: Uint8Array | null): Judge | null {
  const create = JUDGES[codec];
  return create ? create(description) : null;
}

const JUDGES: Readonly<Record<string, (description: Uint8Array | null) => Judge>> = {
  avc: (description) => {
    const headers = new H264Headers(description);
    return (packet) => headers.judge(packet);
  },
  hevc: (description) => {
    const headers = new HevcHeaders(description);
    return (packet) => headers.judge(packet);
  },
  vp9: () => judgeVp9,
  av1: (description) => {
    const headers = new Av1Headers(description);
    return (packet) => headers.judge(packet);
  },
};

/**
 * Leaves out of a stretch of packets what no asked picture depends on, before it is decoded. Packets go in in decoding order,
 * from a key picture on; those that have to be decoded come out, some of them only with the next one.
 */
export class PacketFilter<P extends { data: Uint8Array }> {
  readonly #judge: Judge | null;
  #held: P[] = [];

  constructor(judge: Judge | null) {
    this.#judge = judge;
  }

  pass(packet: P, isAsked: boolean): readonly P[] {
    if (!this.#judge) return [packet];
    const { isUnused, isReset } = this.#judge(packet.data);
    if (isReset) this.#held = [];
    if (!isAsked && isUnused === 'always') return [];
    if (!isAsked && isUnused === 'before-reset') {
      this.#held.push(packet);
      return [];
    }
    const due = [...this.#held, packet];
    this.#held = [];
    return due;
  }
}
