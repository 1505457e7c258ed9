/** Decodes and shrinks pictures beside the page: there, even the making of an address for one may wait for other processes. */

export interface ThumbnailRequest {
  id: number;
  jpeg: Uint8Array<ArrayBuffer>;
  /** The picture is made this wide, never wider than it is. */
  widthPx: number;
}

/** `bitmap` is `null` where the bytes are no picture. */
export interface ThumbnailReply {
  id: number;
  bitmap: ImageBitmap | null;
}

addEventListener('message', ({ data }: MessageEvent<ThumbnailRequest>) => void answer(data));

async function answer({ id, jpeg, widthPx }: ThumbnailRequest): Promise<void> {
  const bitmap = await shrunk(jpeg, widthPx).catch(() => null);
  const reply: ThumbnailReply = { id, bitmap };
  postMessage(reply, { transfer: bitmap ? [bitmap] : [] });
}

async function shrunk(jpeg: Uint8Array<ArrayBuffer>, widthPx: number): Promise<ImageBitmap> {
  const whole = await createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }));
  if (whole.width <= widthPx) return whole;
  const small = await createImageBitmap(whole, { resizeWidth: widthPx, resizeQuality: 'medium' });
  whole.close();
  return small;
}
