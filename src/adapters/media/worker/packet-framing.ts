import type { MediaTrack } from './media-track.ts';
import { nalUnits } from './nal-units.ts';
import { avcParameters, hevcParameters } from './parameter-sets.ts';

const START_CODE = Uint8Array.of(0, 0, 0, 1);
const H264_IDR = 5;
/** Instantaneous and broken-link random access pictures of HEVC. */
const HEVC_IDR = { first: 16, last: 20 } as const;

/** How packets of a track are handed to FFmpeg without their container. */
export interface PacketFraming {
  fourCc: string;
  description: Uint8Array | null;
  /** A packet as FFmpeg wants it; a first one brings what the container says about decoding. `null` = not understood. */
  frame(packet: Uint8Array, isFirst: boolean): readonly Uint8Array[] | null;
  /** Decoding at this key picture forgets all before, so that it may follow anything. */
  isFresh(key: Uint8Array): boolean;
}

/** `null` for codecs whose packets need their container. */
export async function packetFraming({ track }: MediaTrack): Promise<PacketFraming | null> {
  const codec = await track.getCodec();
  const config = await track.getDecoderConfig();
  const description = config?.description ? bytesOf(config.description) : null;
  switch (codec) {
    case 'vp8':
    case 'vp9':
      return {
        fourCc: codec === 'vp8' ? 'VP80' : 'VP90',
        description,
        frame: (packet) => [packet],
        isFresh: () => true,
      };
    case 'avc':
      return nalFraming({
        fourCc: 'H264',
        description,
        lengthBytes: description && ((description[4] ?? 3) & 3) + 1,
        parameters: description ? [...avcParameters(description)] : [],
        isFreshUnit: (header) => (header & 31) === H264_IDR,
      });
    case 'hevc':
      return nalFraming({
        fourCc: 'HEVC',
        description,
        lengthBytes: description && ((description[21] ?? 3) & 3) + 1,
        parameters: description ? [...hevcParameters(description)] : [],
        isFreshUnit: (header) => {
          const type = (header >> 1) & 63;
          return type >= HEVC_IDR.first && type <= HEVC_IDR.last;
        },
      });
    default:
      return null;
  }
}

function nalFraming(nal: {
  fourCc: string;
  description: Uint8Array | null;
  lengthBytes: number | null;
  parameters: readonly Uint8Array[];
  isFreshUnit(header: number): boolean;
}): PacketFraming {
  const { fourCc, description, lengthBytes, parameters } = nal;
  const coded = (units: readonly Uint8Array[]) => units.flatMap((unit) => [START_CODE, unit]);
  return {
    fourCc,
    description,
    frame: (packet, isFirst) => {
      const head = isFirst ? coded(parameters) : [];
      if (lengthBytes === null) return [...head, packet];
      const units = nalUnits(packet, { lengthBytes });
      return units && [...head, ...coded(units)];
    },
    isFresh: (key) =>
      nalUnits(key, { lengthBytes })?.some((unit) => nal.isFreshUnit(unit[0] ?? 0)) ?? false,
  };
}

export function bytesOf(data: AllowSharedBufferSource): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
