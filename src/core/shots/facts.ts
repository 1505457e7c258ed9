import { fpsForMotion, type MotionPolicy } from '../motion.ts';
import type { ShotFacts } from './shot-facts.ts';

/** As in VideoEspresso (arXiv 2411.14794, §3): 1 frame a second where little moves, 2 to 4 where much does. */
export const MOTION_POLICY: MotionPolicy = { threshold: 0.12, maxFps: 4 };

export const sceneCount = ({ cuts }: Pick<ShotFacts, 'cuts'>): number => cuts.length + 1;

/** Scenes (shots) a second. 0 for a video without duration. */
export function scenesPerSec(facts: Pick<ShotFacts, 'cuts'>, durationSec: number): number {
  return durationSec > 0 ? sceneCount(facts) / durationSec : 0;
}

/** The sampling that VideoEspresso would choose for the whole video, and the score that says so. */
export function motionChoice(
  { motion }: Pick<ShotFacts, 'motion'>,
  policy: MotionPolicy = MOTION_POLICY,
): { motion: number; threshold: number; fps: number } {
  return { motion, threshold: policy.threshold, fps: fpsForMotion(motion, policy) };
}
