import '@ffmpeg/ffmpeg/worker';

/**
 * The library's own worker, with a core that is compiled already: `load` takes it as `compiled`. Left to itself it would fetch and compile
 * 31 MB for every instance, and hold them twice meanwhile.
 */
const answer = self.onmessage;

self.onmessage = (event: MessageEvent<{ data: { compiled?: WebAssembly.Module } | undefined }>) => {
  const { compiled } = event.data.data ?? {};
  if (compiled) {
    // The core asks for its own file, and for nothing else.
    self.fetch = async () => new Response();
    WebAssembly.instantiateStreaming = async (_source, imports) => ({
      module: compiled,
      instance: await WebAssembly.instantiate(compiled, imports),
    });
  }
  return answer?.call(self, event);
};
