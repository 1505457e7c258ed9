import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { assemblyScript } from './scripts/assembly-script.ts';
import { SECURITY_HEADERS } from './scripts/security-headers.ts';

const port = Number(process.env.PORT ?? 4173);

export default defineConfig({
  plugins: [react(), tailwindcss(), assemblyScript()],
  worker: { format: 'es', plugins: () => [assemblyScript()] },
  optimizeDeps: {
    exclude: ['onnxruntime-web', '@ffmpeg/ffmpeg', '@ffmpeg/core', '@sqlite.org/sqlite-wasm'],
  },
  // Nothing is inlined as a data: URL, which the font and worker policies would refuse.
  build: { target: 'es2024', chunkSizeWarningLimit: 1500, assetsInlineLimit: 0 },
  server: { port, headers: SECURITY_HEADERS.isolationOnly },
  preview: { port, strictPort: true, headers: SECURITY_HEADERS.all },
});
