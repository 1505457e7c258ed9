import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { VideoFile } from '../../../core/flow.ts';
import {
  dynamicVerdicts,
  passesAll,
  type RuleVerdict,
} from '../../../core/shots/dynamic-filter.ts';
import { motionChoice, sceneCount, scenesPerSec } from '../../../core/shots/facts.ts';
import type { ShotFacts } from '../../../core/shots/shot-facts.ts';
import { Chip, type Tone } from '../../../ui/Chip.tsx';
import { Tooltip } from '../../../ui/Tooltip.tsx';

/** Shots, motion and the dynamic-video filter as chips with their numbers; why, on hover and focus. */
export function ShotLine({ video }: { video: VideoFile }) {
  const { t } = useTranslation('library');
  const { shots } = video;
  return (
    <p className="flex h-11 flex-wrap content-start gap-1 overflow-hidden">
      {shots ? (
        <ShotChips video={video} shots={shots} />
      ) : (
        <span className="text-sm text-ink-3">{t('shots.none')}</span>
      )}
    </p>
  );
}

function ShotChips({ video, shots }: { video: VideoFile; shots: ShotFacts }) {
  const { t, i18n } = useTranslation('library');
  const number = (value: number, digits: number) =>
    new Intl.NumberFormat(i18n.language, { maximumFractionDigits: digits }).format(value);
  const isExact = shots.from === 'frames';
  const count = sceneCount(shots);
  const rate = number(scenesPerSec(shots, video.durationSec), 2);
  const { motion, threshold, fps } = motionChoice(shots);
  const verdicts = dynamicVerdicts(video, shots);
  const isDynamic = passesAll(verdicts);
  const frames = number(shots.frames, 0);
  return (
    <>
      <Explained
        tone={isExact ? 'info' : 'neutral'}
        text={t(isExact ? 'shots.count' : 'shots.about', { count, rate })}
        why={t(isExact ? 'shots.exact' : 'shots.estimate', { frames })}
      />
      <Explained
        text={t('shots.motion', { motion: number(motion, 2), fps })}
        why={t(fps > 1 ? 'shots.motionDynamic' : 'shots.motionStatic', {
          motion: number(motion, 2),
          threshold: number(threshold, 2),
          fps,
        })}
      />
      <Explained
        tone={isDynamic ? 'ok' : 'warn'}
        text={t(isDynamic ? 'shots.passes' : 'shots.fails')}
        why={<Rules verdicts={verdicts} number={number} />}
      />
    </>
  );
}

/** A chip that says why, to the pointer and to the keyboard. */
function Explained({ tone, text, why }: { tone?: Tone; text: string; why: ReactNode }) {
  return (
    <Tooltip label={why}>
      <button type="button" className="flex rounded-sm">
        <Chip tone={tone} className="tabular">
          {text}
        </Chip>
      </button>
    </Tooltip>
  );
}

const DIGITS = { scenes: 0, duration: 1, scenesPerSec: 2, resolution: 0 } as const;

function Rules({
  verdicts,
  number,
}: {
  verdicts: readonly RuleVerdict[];
  number: (value: number, digits: number) => string;
}) {
  const { t } = useTranslation('library');
  return (
    <span className="flex flex-col">
      <span className="font-medium">{t('shots.filter')}</span>
      {verdicts.map(({ rule, value, passes }) => (
        <span key={rule} className={passes ? 'text-ok' : 'text-bad'}>
          {passes ? '✓' : '✗'} {t(`shots.rules.${rule}`, { value: number(value, DIGITS[rule]) })}
        </span>
      ))}
    </span>
  );
}
