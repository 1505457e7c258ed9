import { decodeError, StudioError } from '../../core/errors.ts';
import { dynamicVerdicts, passesAll } from '../../core/shots/dynamic-filter.ts';
import { motionChoice, scenesPerSec } from '../../core/shots/facts.ts';
import { oneOf } from './arguments.ts';
import type { ScriptShots, ScriptShotsOptions } from './contract.ts';
import { follow } from './follow.ts';
import { openProject, type ScriptSession, videoOf } from './session.ts';

/** `ristretto.videos.shots`. @throws `input/invalid` when nothing is known yet and `exact` was not asked for */
export async function videoShots(
  session: ScriptSession,
  videoId: string,
  options: ScriptShotsOptions = {},
): Promise<ScriptShots> {
  const known = await videoOf(session, videoId);
  const isDue = options.exact === true && known.shots?.from !== 'frames';
  const pass = isDue ? await findExact(session, videoId, options) : null;
  const video = await videoOf(session, videoId);
  const { shots } = video;
  if (!shots) {
    throw new StudioError(
      'input/invalid',
      'Nobody has looked for shots yet: ask for exact ones, or prepare the video for an estimate.',
    );
  }
  const { motion, threshold, fps } = motionChoice(shots);
  const rules = dynamicVerdicts(video, shots);
  return {
    exact: shots.from === 'frames',
    cuts: shots.cuts,
    frames: shots.frames,
    scenesPerSec: scenesPerSec(shots, video.durationSec),
    motion: { score: motion, threshold, fps },
    filter: { passes: passesAll(rules), rules },
    pass,
  };
}

async function findExact(
  session: ScriptSession,
  videoId: string,
  options: ScriptShotsOptions,
): Promise<ScriptShots['pass']> {
  const { id } = await videoOf(session, videoId);
  const decoder = oneOf('decoder', options.decoder ?? 'auto', ['auto', 'webcodecs', 'ffmpeg']);
  const job = await session.studio.jobs.enqueue(openProject(session), {
    kind: 'shots',
    videoId: id,
    decoder,
  });
  const { state } = await follow(session, job, options);
  if (state.status === 'failed') throw decodeError(state.error);
  if (state.status !== 'done') return null;
  const { decoder: used, wallMs, detectorMs } = state.summary;
  return { decoder: String(used), wallMs: Number(wallMs), detectorMs: Number(detectorMs) };
}
