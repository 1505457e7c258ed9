import { existsSync, realpathSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { assemblyScript } from './scripts/assembly-script.ts';
import { CHROMIUM_ARGS, findChromium } from './scripts/chromium.mjs';
import { modelHub } from './scripts/model-hub.ts';
import { SECURITY_HEADERS } from './scripts/security-headers.ts';

/** Where clips and annotations lie that are not part of the project, if they are here: by its name, and where a link leads. */
const testData = (): string[] =>
  existsSync('../shared') ? ['../shared', realpathSync('../shared')] : [];

/** Ends what hangs. How long a test may take is nobody's promise, least of all on a shared machine. */
const HANGS_AFTER_MS = { node: 60_000, browser: 120_000 };

/** Three projects: pure code in node, components in happy-dom, adapters in a real Chromium. */
export default defineConfig({
  test: {
    projects: [
      {
        plugins: [assemblyScript()],
        test: {
          name: 'node',
          environment: 'node',
          testTimeout: HANGS_AFTER_MS.node,
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'models/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts', '**/node_modules/**'],
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'dom',
          environment: 'happy-dom',
          testTimeout: HANGS_AFTER_MS.node,
          include: ['src/**/*.test.tsx'],
        },
      },
      {
        plugins: [react(), modelHub(), assemblyScript()],
        server: { headers: SECURITY_HEADERS.isolationOnly, fs: { allow: ['.', ...testData()] } },
        worker: { format: 'es', plugins: () => [assemblyScript()] },
        envPrefix: ['VITE_', 'RISTRETTO_'],
        optimizeDeps: {
          // Found by the first test otherwise, which would then be loaded twice.
          include: ['@huggingface/tokenizers'],
          exclude: ['onnxruntime-web', '@ffmpeg/ffmpeg', '@ffmpeg/core', '@sqlite.org/sqlite-wasm'],
        },
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.ts'],
          testTimeout: HANGS_AFTER_MS.browser,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: findChromium(), args: CHROMIUM_ARGS },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
