/** Peak signal-to-noise ratio of two JPEG pictures of one size, in decibels; infinite when they are the same. */
export async function psnr(a: Uint8Array, b: Uint8Array): Promise<number> {
  const [one, other] = [await pixelsOf(a), await pixelsOf(b)];
  if (one.width !== other.width || one.height !== other.height) return 0;
  let squares = 0;
  for (let i = 0; i < one.data.length; i++)
    squares += ((one.data[i] as number) - (other.data[i] as number)) ** 2;
  // A quarter of the values is alpha, which never differs.
  const mean = squares / (one.data.length * 0.75);
  return mean === 0 ? Number.POSITIVE_INFINITY : 10 * Math.log10(255 ** 2 / mean);
}

export async function pixelsOf(jpeg: Uint8Array): Promise<ImageData> {
  const bitmap = await createImageBitmap(new Blob([jpeg.slice()], { type: 'image/jpeg' }));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  if (!context) throw new Error('No canvas.');
  context.drawImage(bitmap, 0, 0);
  const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height);
  bitmap.close();
  return pixels;
}
