import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const VITE = new URL('../../node_modules/vite/bin/vite.js', import.meta.url).pathname;
const ROOT = new URL('../../', import.meta.url).pathname;
const START_TIMEOUT_MS = 30_000;

/**
 * Builds the sources as they are into a folder of its own and serves that, so that what is measured is never an older build.
 * @returns the address, and how to stop
 */
export async function buildAndServe(folder, port) {
  const outDir = join(folder, 'dist');
  const built = spawnSync(
    process.execPath,
    [VITE, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'],
    { cwd: ROOT, stdio: 'inherit' },
  );
  if (built.status !== 0) throw new Error('The build failed.');
  const server = spawn(process.execPath, [VITE, 'preview', '--outDir', outDir], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://localhost:${port}`;
  try {
    await answers(url, server);
  } catch (error) {
    server.kill();
    throw error;
  }
  return { url, stop: () => server.kill() };
}

async function answers(url, server) {
  const giveUpAt = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < giveUpAt) {
    if (server.exitCode !== null) throw new Error(`The server stopped; is ${url} in use?`);
    const isThere = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (isThere) return;
    await pause(100);
  }
  throw new Error(`Nothing answers at ${url}.`);
}
