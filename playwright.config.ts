import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium, QUIET_ARGS } from './scripts/chromium.mjs';

const port = Number(process.env.E2E_PORT ?? 4273);

/** Journeys against the built studio. `no-webgpu` repeats those that say so in their title, without a GPU adapter. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: '.output/playwright',
  // They end what hangs; how long a step may take is measured elsewhere.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  workers: 1,
  reporter: [['list'], ['json']],
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    trace: 'retain-on-failure',
  },
  projects: [
    {
      name: 'webgpu',
      use: { launchOptions: { executablePath: findChromium(), args: CHROMIUM_ARGS } },
    },
    {
      name: 'no-webgpu',
      grep: /@no-webgpu/,
      use: { launchOptions: { executablePath: findChromium(), args: QUIET_ARGS } },
    },
  ],
  webServer: {
    command: 'npm run serve',
    env: { PORT: String(port) },
    url: `http://localhost:${port}`,
    reuseExistingServer: false,
  },
});
