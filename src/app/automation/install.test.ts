import { beforeEach, describe, expect, test } from 'vitest';
import type { Studio } from '../../state/studio.ts';
import { installAutomation } from './install.ts';

const script = (): typeof ristretto => globalThis.ristretto;

/** What a caller that is not compiled may hand over. */
const anything = (value: unknown): never => value as never;

const brokenStudio = {
  store: {
    projects: { list: () => Promise.reject(new TypeError('a slip of ours')) },
    videos: { list: () => Promise.resolve([]) },
  },
  models: {
    list: () => {
      throw new DOMException('stopped', 'AbortError');
    },
  },
  media: {},
  chat: {},
  datasets: { formats: () => [] },
  jobs: { openProject: () => Promise.resolve() },
} as unknown as Studio;

describe('before the studio is open', () => {
  test('every method is there, to be looked at', () => {
    installAutomation(new Promise(() => undefined));
    expect(script().version).toBe(1);
    expect(Object.keys(script().projects)).toEqual(['create', 'open', 'list', 'remove']);
    expect(Object.keys(script().datasets)).toEqual(['formats', 'import', 'export', 'verify']);
    expect('transcribe' in script().videos).toBe(false);
  });

  test('a studio that does not open says why, with a code, on `ready` and on every call', async () => {
    installAutomation(Promise.reject(new Error('no storage')));
    await expect(script().ready).rejects.toMatchObject({ code: 'internal/unexpected' });
    await expect(script().capabilities()).rejects.toMatchObject({ code: 'internal/unexpected' });
    await expect(script().videos.list()).rejects.toMatchObject({ code: 'internal/unexpected' });
  });
});

describe('whatever goes wrong has a code', () => {
  beforeEach(() => installAutomation(Promise.resolve(brokenStudio)));

  test('a slip inside is named as one, a stop as a stop', async () => {
    await expect(script().projects.list()).rejects.toMatchObject({ code: 'internal/unexpected' });
    await expect(script().models.list()).rejects.toMatchObject({ code: 'job/cancelled' });
  });

  test('an export without an open project is refused when it is read, not before', async () => {
    const files = script().datasets.export('ristretto-archive')[Symbol.asyncIterator]();
    await expect(files.next()).rejects.toMatchObject({ code: 'input/invalid' });
  });

  test.each([
    ['projects.create()', () => script().projects.create(anything(undefined))],
    ['projects.create(" ")', () => script().projects.create(' ')],
    ['videos.probe(null)', () => script().videos.probe(anything(null))],
    ['frames.sample(null)', () => script().frames.sample(anything(null), { timesSec: [0] })],
    ['frames.sample without options', () => script().frames.sample('v', anything(undefined))],
    ['decoder', () => script().frames.sample('v', { timesSec: [0], decoder: anything('gpu') })],
    ['longSidePx', () => script().frames.sample('v', { timesSec: [0], longSidePx: 0 })],
    ['models.install(null)', () => script().models.install(anything(null))],
    ['models.embed without inputs', () => script().models.embed('m', anything(undefined))],
    ['provider', () => script().models.embed('m', [], { provider: anything('cuda') })],
    ['roles.bind without a binding', () => script().roles.bind('judge', anything(undefined))],
    [
      'roles.bind(chef)',
      () => script().roles.bind(anything('chef'), { baseUrl: 'http://localhost/v1', model: 'm' }),
    ],
    ['drafts.page without a limit', () => script().drafts.page({}, anything({}))],
    ['datasets.import(null)', () => script().datasets.import(anything(null))],
  ])('%s is refused as input', async (_name, call) => {
    await expect(call()).rejects.toMatchObject({ code: 'input/invalid' });
  });

  test.each([Number.POSITIVE_INFINITY, Number.NaN, 0, -1])(
    'everySec %d is refused',
    async (everySec) => {
      const studio = {
        ...brokenStudio,
        media: { probe: () => Promise.resolve({ startSec: 0, durationSec: 1 }) },
      } as unknown as Studio;
      installAutomation(Promise.resolve(studio));
      await expect(
        script().frames.sample(new File([], 'clip.mp4'), { everySec }),
      ).rejects.toMatchObject({ code: 'input/invalid' });
    },
  );
});
