/** Runs in a page that has the encoder's library: moving shapes over noise, in base64 parts. */
async function encode({ codec, width, height, seconds, fps, gop }) {
  const { BufferTarget, CanvasSource, Mp4OutputFormat, Output, WebMOutputFormat } =
    globalThis.Mediabunny;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  const noise = context.createImageData(width, height);
  for (let at = 0; at < noise.data.length; at += 4) {
    noise.data.fill(96 + Math.random() * 64, at, at + 3);
    noise.data[at + 3] = 255;
  }
  const grain = new OffscreenCanvas(width, height);
  grain.getContext('2d').putImageData(noise, 0, 0);
  const output = new Output({
    format: codec === 'h264' ? new Mp4OutputFormat() : new WebMOutputFormat(),
    target: new BufferTarget(),
  });
  const source = new CanvasSource(canvas, {
    codec: codec === 'h264' ? 'avc' : codec,
    bitrate: width * height * 1.5,
    keyFrameInterval: gop / fps,
  });
  output.addVideoTrack(source, { frameRate: fps });
  await output.start();
  for (let frame = 0; frame < seconds * fps; frame += 1) {
    const shift = (frame * 7) % width;
    context.drawImage(grain, shift, 0);
    context.drawImage(grain, shift - width, 0);
    for (let k = 0; k < 12; k += 1) {
      context.fillStyle = `hsl(${k * 31 + Math.floor(frame / 60) * 47} 70% 50%)`;
      const x = (frame * (3 + k) + k * 211) % width;
      context.fillRect(x, ((k * 97 + frame) % height) - 40, 60 + k * 9, 80);
    }
    await source.add(frame / fps, 1 / fps);
  }
  await output.finalize();
  const bytes = new Uint8Array(output.target.buffer);
  const parts = [];
  for (let at = 0; at < bytes.length; at += 30_000)
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + 30_000))));
  return parts;
}

/** @returns the bytes of the clip that the page has drawn and encoded */
export async function drawClip(page, spec) {
  const parts = await page.evaluate(encode, spec);
  return Buffer.concat(parts.map((part) => Buffer.from(part, 'base64')));
}
