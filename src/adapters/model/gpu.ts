import type { ModelPort } from '../../core/ports.ts';

/** The adapter that WebGPU offers this page, or `null`: no WebGPU, blocked, or no adapter. Asked anew every time. */
export async function describeGpu(): ReturnType<ModelPort['gpu']> {
  const adapter = await navigator.gpu?.requestAdapter().catch(() => null);
  if (!adapter) return null;
  const { vendor, architecture, isFallbackAdapter } = adapter.info;
  return {
    vendor,
    architecture,
    isFallback: isFallbackAdapter,
    shaderF16: adapter.features.has('shader-f16'),
  };
}
