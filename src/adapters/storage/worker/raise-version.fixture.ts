import { openDatabase } from './open-database.ts';

/** A worker that does to the data what a newer version of the studio would. */
globalThis.onmessage = async ({ data }: MessageEvent<{ name: string }>) => {
  const { context, close } = await openDatabase({ name: data.name, maxBytes: null });
  context.sql.script('PRAGMA user_version = 9999');
  close();
  globalThis.postMessage('done');
};
