import {
  type PictureInput,
  planResize,
  scalesOf,
  type Taps,
  type TensorLayout,
} from './resample.ts';

/** Threads of a workgroup along either side. */
const GROUP = 8;
/** Batches that may be under way: one that runs and one that is being prepared. */
const BUFFERS = 2;

/**
 * Resizes, crops and normalises decoded pictures on the graphics device, in one pass, straight into the buffer that the graph
 * reads. The weights are those of `planResize`, so that the result differs from the processor's by rounding alone.
 */
export class GpuPictures {
  readonly #device: GPUDevice;
  readonly #input: PictureInput;
  readonly #pipeline: GPUComputePipeline;
  readonly #buffers = new Map<number, { all: GPUBuffer[]; next: number }>();
  #source: { texture: GPUTexture; group: GPUBindGroup; uniforms: GPUBuffer } | null = null;

  constructor(device: GPUDevice, input: PictureInput, layout: TensorLayout) {
    this.#device = device;
    this.#input = input;
    const module = device.createShaderModule({ code: shader(input, layout) });
    this.#pipeline = device.createComputePipeline({
      layout: 'auto',
      compute: { module, entryPoint: 'resize' },
    });
  }

  /** A buffer with room for so many pictures; it is used again by the batch after the next. */
  begin(pictures: number): GPUBuffer {
    const room = 2 ** Math.ceil(Math.log2(pictures));
    const kept = this.#buffers.get(room) ?? { all: [], next: 0 };
    this.#buffers.set(room, kept);
    const at = kept.next % BUFFERS;
    kept.next += 1;
    const { widthPx, heightPx } = this.#input;
    const size = Math.ceil((room * 3 * widthPx * heightPx * 4) / 16) * 16;
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    kept.all[at] ??= this.#device.createBuffer({ size, usage });
    return kept.all[at];
  }

  /** Puts a picture at position `at` of the batch. Work of one device is done in the order in which it was handed in. */
  write(target: GPUBuffer, bitmap: ImageBitmap, at: number): void {
    const device = this.#device;
    const { texture, group, uniforms } = this.#sourceFor(bitmap.width, bitmap.height);
    device.queue.copyExternalImageToTexture(
      { source: bitmap },
      { texture, premultipliedAlpha: false },
      [bitmap.width, bitmap.height],
    );
    device.queue.writeBuffer(uniforms, 8, Uint32Array.of(at));
    const output = device.createBindGroup({
      layout: this.#pipeline.getBindGroupLayout(1),
      entries: [{ binding: 0, resource: { buffer: target } }],
    });
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(this.#pipeline);
    pass.setBindGroup(0, group);
    pass.setBindGroup(1, output);
    pass.dispatchWorkgroups(
      Math.ceil(this.#input.widthPx / GROUP),
      Math.ceil(this.#input.heightPx / GROUP),
    );
    pass.end();
    device.queue.submit([encoder.finish()]);
  }

  /** Frames of one video have one size, so the last one is kept. */
  #sourceFor(widthPx: number, heightPx: number) {
    const kept = this.#source;
    if (kept?.texture.width === widthPx && kept.texture.height === heightPx) return kept;
    kept?.texture.destroy();
    const plan = planResize({ widthPx, heightPx }, this.#input);
    const texture = this.#device.createTexture({
      size: [widthPx, heightPx],
      format: 'rgba8unorm',
      usage:
        GPUTextureUsage.TEXTURE_BINDING |
        GPUTextureUsage.COPY_DST |
        GPUTextureUsage.RENDER_ATTACHMENT,
    });
    const uniforms = this.#upload(
      Uint32Array.of(plan.crop.left, plan.crop.top, 0, 0),
      GPUBufferUsage.UNIFORM,
    );
    const storage = [spans(plan.across), plan.across.weight, spans(plan.down), plan.down.weight];
    const buffers = storage.map((data) => this.#upload(data, GPUBufferUsage.STORAGE));
    const group = this.#device.createBindGroup({
      layout: this.#pipeline.getBindGroupLayout(0),
      entries: [
        { binding: 0, resource: texture.createView() },
        { binding: 1, resource: { buffer: uniforms } },
        ...buffers.map((buffer, k) => ({ binding: 2 + k, resource: { buffer } })),
      ],
    });
    this.#source = { texture, group, uniforms };
    return this.#source;
  }

  #upload(data: Uint32Array | Float32Array, usage: number): GPUBuffer {
    const buffer = this.#device.createBuffer({
      size: data.byteLength,
      usage: usage | GPUBufferUsage.COPY_DST,
    });
    this.#device.queue.writeBuffer(buffer, 0, data as Float32Array<ArrayBuffer>);
    return buffer;
  }
}

/** For each position: first source pixel, how many, and where their weights begin. */
function spans({ start, count, stride }: Taps): Uint32Array {
  return Uint32Array.from({ length: start.length * 3 }, (_, k) => {
    const position = Math.floor(k / 3);
    return [start[position], count[position], position * stride][k % 3] ?? 0;
  });
}

function shader(input: PictureInput, layout: TensorLayout): string {
  const scales = scalesOf(input);
  const vector = (values: readonly number[]) =>
    `vec3f(${values.map((value) => literal(value)).join(', ')})`;
  const swizzle = input.channels === 'bgr' ? 'bgr' : 'rgb';
  const plane = `${input.widthPx * input.heightPx}u`;
  const places =
    layout === 'nchw'
      ? [`first + at`, `first + ${plane} + at`, `first + 2u * ${plane} + at`]
      : ['first + at * 3u', 'first + at * 3u + 1u', 'first + at * 3u + 2u'];
  return /* wgsl */ `
struct Place { left: u32, top: u32, picture: u32, unused: u32 }
@group(0) @binding(0) var source: texture_2d<f32>;
@group(0) @binding(1) var<uniform> place: Place;
@group(0) @binding(2) var<storage, read> acrossSpans: array<u32>;
@group(0) @binding(3) var<storage, read> acrossWeights: array<f32>;
@group(0) @binding(4) var<storage, read> downSpans: array<u32>;
@group(0) @binding(5) var<storage, read> downWeights: array<f32>;
@group(1) @binding(0) var<storage, read_write> target_: array<f32>;

@compute @workgroup_size(${GROUP}, ${GROUP})
fn resize(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= ${input.widthPx}u || id.y >= ${input.heightPx}u) { return; }
  let x = acrossSpans[id.x * 3u];
  let columns = acrossSpans[id.x * 3u + 1u];
  let y = downSpans[id.y * 3u];
  let rows = downSpans[id.y * 3u + 1u];
  var sum = vec3f(0.0);
  for (var row = 0u; row < rows; row += 1u) {
    var line = vec3f(0.0);
    for (var column = 0u; column < columns; column += 1u) {
      let pixel = textureLoad(source, vec2u(place.left + x + column, place.top + y + row), 0);
      line += acrossWeights[acrossSpans[id.x * 3u + 2u] + column] * (pixel.rgb * pixel.a);
    }
    sum += downWeights[downSpans[id.y * 3u + 2u] + row] * line;
  }
  let value = clamp(sum, vec3f(0.0), vec3f(1.0)).${swizzle} * ${vector(scales.map(({ scale }) => scale * 255))} - ${vector(scales.map(({ shift }) => shift))};
  let first = place.picture * 3u * ${plane};
  let at = id.y * ${input.widthPx}u + id.x;
  target_[${places[0]}] = value.x;
  target_[${places[1]}] = value.y;
  target_[${places[2]}] = value.z;
}`;
}

/** A number as WGSL writes it. */
function literal(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : `${value}`;
}
