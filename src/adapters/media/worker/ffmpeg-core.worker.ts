import '@ffmpeg/ffmpeg/worker';

/**
 * The library's own worker, with a core that is compiled already: `load` takes it as `compiled`. Left to itself it would fetch and compile
 * 31 MB for every instance, and hold them twice meanwhile.
 */
const answer = self.onmessage;

self.onmessage = (event: MessageEvent<{ data: { compiled?: WebAssembly.Module } | undefined }>) => {
  const { compiled } = event.data.data ?? {};
  if (compiled) {
    WebAssembly.instantiateStreaming = async (source, imports) => {
      await (await source).body?.cancel();
      return { module: compiled, instance: await WebAssembly.instantiate(compiled, imports) };
    };
  }
  return answer?.call(self, event);
};
