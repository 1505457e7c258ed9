import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../../chromium.mjs';
import { cutsOf, drawClip, drawingOf, GENERATED, realClips } from './selection-clips.mjs';

const ENCODER_LIBRARY = new URL(
  '../../../node_modules/mediabunny/dist/bundles/mediabunny.cjs',
  import.meta.url,
).pathname;

/** The clips with known cuts, real ones and drawn ones; the latter are written to `folder`. */
export async function clipSets(folder, url) {
  return [
    { title: 'real clips', clips: realClips() },
    { title: 'generated clips', clips: await generate(folder, url) },
  ].filter(({ clips }) => clips.length > 0);
}

async function generate(folder, url) {
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
  try {
    const page = await (await browser.newContext({ bypassCSP: true })).newPage();
    // Encoders are there on a secure origin only.
    await page.goto(new URL('/favicon.svg', url).href);
    await page.goto(url);
    await page.addScriptTag({ path: ENCODER_LIBRARY });
    const clips = [];
    for (const spec of GENERATED) {
      const base64 = await page.evaluate(drawClip, drawingOf(spec));
      const path = join(folder, `${spec.name}.webm`);
      writeFileSync(path, Buffer.from(base64, 'base64'));
      clips.push({ name: spec.name, path, cutsSec: cutsOf(spec) });
    }
    return clips;
  } finally {
    await browser.close();
  }
}
