import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { startStub } from './stub-endpoint/server.ts';
import { SAMPLE_CLIP } from './support/studio.ts';

const run = promisify(execFile);

test('the documented script labels a folder unattended', async ({ baseURL }) => {
  const folder = await mkdtemp(join(tmpdir(), 'ristretto-folder-'));
  const out = join(folder, 'out');
  const stub = await startStub({ apiKey: 'sk-folder' });
  try {
    await copyFile(SAMPLE_CLIP, join(folder, 'bar.mp4'));
    await writeFile(join(folder, 'notes.mp4'), 'This is not a video.');
    const { stdout } = await run('node', ['docs/examples/label-folder.mjs', folder, out], {
      cwd: resolve(import.meta.dirname, '..'),
      env: {
        ...process.env,
        STUDIO_URL: baseURL,
        BASE_URL: stub.url,
        MODEL: 'stub-vision',
        OPENAI_API_KEY: 'sk-folder',
      },
      timeout: 120_000,
    });
    expect(stdout).toMatch(/bar\.mp4: [1-9]\d* drafts/);
    expect(stdout).toContain('notes.mp4: video/not-a-video');
    expect(stub.violations).toEqual([]);
    expect(await readdir(join(out, 'ristretto-archive'))).toHaveLength(1);
    const records = JSON.parse(
      await readFile(
        join(out, 'video-espresso-train-video/videoespresso_train_video.json'),
        'utf8',
      ),
    );
    expect(records.length).toBeGreaterThan(0);
    const archive = await readFile(
      join(out, 'ristretto-archive', (await readdir(join(out, 'ristretto-archive')))[0] ?? ''),
    );
    expect(archive.includes('sk-folder')).toBe(false);
  } finally {
    await stub.close();
    await rm(folder, { recursive: true, force: true });
  }
});
