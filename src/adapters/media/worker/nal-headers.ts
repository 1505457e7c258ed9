import { readSps } from './h264-sps.ts';
import { type Judgement, NEEDED } from './judgement.ts';
import { type NalFraming, nalUnits } from './nal-units.ts';
import { avcParameters, hevcParameters } from './parameter-sets.ts';

const UNUSED: Judgement = { isUnused: 'always', isReset: false };

/** ITU-T H.264, table 7-1. */
const H264 = { slice: 1, idrSlice: 5, sei: 6, sps: 7, delimiter: 9, filler: 12 } as const;

/**
 * H.264: a packet all of whose slices have nal_ref_idc 0 is a picture that no other refers to (7.4.1). Only in streams of whole frames:
 * a field may belong to a picture whose other field is needed.
 */
export class H264Headers {
  readonly #framing: NalFraming;
  /** What all parameter sets so far say; `null` = there was none. */
  #hasOnlyFrames: boolean | null = null;

  constructor(description: Uint8Array | null) {
    this.#framing = { lengthBytes: description ? ((description[4] ?? 3) & 3) + 1 : null };
    if (description) for (const unit of avcParameters(description)) this.#readParameters(unit);
  }

  judge(packet: Uint8Array): Judgement {
    const units = nalUnits(packet, this.#framing);
    if (!units) return NEEDED;
    let slices = 0;
    let isUnused = true;
    for (const unit of units) {
      const header = unit[0] ?? 0;
      const type = header & 31;
      this.#readParameters(unit);
      if (type === H264.slice && header >> 5 === 0) slices += 1;
      else if (type !== H264.sei && type !== H264.delimiter && type !== H264.filler)
        isUnused = false;
    }
    return isUnused && slices > 0 && this.#hasOnlyFrames === true ? UNUSED : NEEDED;
  }

  #readParameters(unit: Uint8Array): void {
    if (((unit[0] ?? 0) & 31) !== H264.sps) return;
    // Which of several a picture uses is not read: one that allows fields is enough.
    this.#hasOnlyFrames = this.#hasOnlyFrames !== false && !readSps(unit).hasFields;
  }
}

/** ITU-T H.265, table 7-1. Sub-layer non-reference pictures have the even numbers up to 14; 10 to 14 are reserved. */
const HEVC = { lastNonReference: 8, lastSlice: 31, sps: 33, delimiter: 35, filler: 38 } as const;
const HEVC_SEI: ReadonlySet<number> = new Set([39, 40]);

/**
 * HEVC: a sub-layer non-reference picture is used by no picture of its own temporal layer (7.4.2.2). In the highest layer that is
 * by none at all.
 */
export class HevcHeaders {
  readonly #framing: NalFraming;
  #highestLayer: number | null = null;

  constructor(description: Uint8Array | null) {
    this.#framing = { lengthBytes: description ? ((description[21] ?? 3) & 3) + 1 : null };
    if (description) for (const unit of hevcParameters(description)) this.#readParameters(unit);
  }

  judge(packet: Uint8Array): Judgement {
    const units = nalUnits(packet, this.#framing);
    if (!units) return NEEDED;
    let slices = 0;
    let isUnused = true;
    for (const unit of units) {
      const type = hevcType(unit);
      this.#readParameters(unit);
      if (type <= HEVC.lastSlice && this.#isUnused(unit, type)) slices += 1;
      else if (type !== HEVC.delimiter && type !== HEVC.filler && !HEVC_SEI.has(type))
        isUnused = false;
    }
    return isUnused && slices > 0 ? UNUSED : NEEDED;
  }

  #isUnused(unit: Uint8Array, type: number): boolean {
    const [high = 0, low = 0] = unit;
    const layerId = ((high & 1) << 5) | (low >> 3);
    const temporalId = (low & 7) - 1;
    return (
      type % 2 === 0 &&
      type <= HEVC.lastNonReference &&
      layerId === 0 &&
      temporalId === this.#highestLayer
    );
  }

  /** `sps_max_sub_layers_minus1`, after the header and four bits of another number. */
  #readParameters(unit: Uint8Array): void {
    if (hevcType(unit) !== HEVC.sps || unit.length < 3) return;
    this.#highestLayer = Math.max(this.#highestLayer ?? 0, ((unit[2] as number) >> 1) & 7);
  }
}

function hevcType(unit: Uint8Array): number {
  return ((unit[0] ?? 0) >> 1) & 63;
}
