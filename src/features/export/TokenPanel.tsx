import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId, VideoFile } from '../../core/flow.ts';
import {
  type PoolMode,
  SLOWFAST_PRESETS,
  TOKENS_PER_FRAME,
  tokensByCode,
  tokensByPaper,
} from '../../core/tokens/slowfast.ts';
import { loaderFrames, timeSentence } from '../../formats/llava-time.ts';
import { storeKey } from '../../state/queries.ts';
import { useStudio } from '../../state/studio.ts';
import { formatCount } from '../../ui/format.ts';
import { NumberField } from '../../ui/NumberField.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { useFrameTimes } from './use-frame-times.ts';

type Preset = keyof typeof SLOWFAST_PRESETS;
const PRESETS = Object.keys(SLOWFAST_PRESETS) as Preset[];

/** How many tokens a video costs LLaVA-Video, and the sentence about its times that the loader will add. */
export function TokenPanel({ projectId }: { projectId: ProjectId }) {
  const { t } = useTranslation('export');
  const [preset, setPreset] = useState<Preset>('7B');
  const [params, setParams] = useState<Record<'frames' | 'stride' | 'pool', number>>(
    SLOWFAST_PRESETS['7B'],
  );
  const [mode, setMode] = useState<PoolMode>('average');
  return (
    <Panel title={t('tokens.title')} bodyClassName="flex flex-col gap-3">
      <div className="grid grid-cols-3 gap-3">
        <Select
          label={t('tokens.model')}
          value={preset}
          onValueChange={(name) => {
            setPreset(name);
            setParams(SLOWFAST_PRESETS[name]);
          }}
          options={PRESETS.map((name) => ({ value: name, label: `LLaVA-Video-${name}` }))}
        />
        <Select
          label={t('tokens.mode')}
          value={mode}
          onValueChange={setMode}
          options={[
            { value: 'average', label: t('tokens.average') },
            { value: 'bilinear', label: t('tokens.bilinear') },
          ]}
        />
      </div>
      <div className="grid grid-cols-3 gap-3">
        {(['frames', 'stride', 'pool'] as const).map((name) => (
          <NumberField
            key={name}
            label={t(`tokens.${name}`)}
            value={params[name]}
            min={1}
            max={name === 'frames' ? 4096 : 16}
            step={1}
            onValueChange={(value) =>
              setParams({ ...params, [name]: Math.max(1, Math.round(value ?? 1)) })
            }
          />
        ))}
      </div>
      <TokenCounts params={params} mode={mode} />
      <TimeSentence projectId={projectId} limit={params.frames} />
    </Panel>
  );
}

function TokenCounts({
  params,
  mode,
}: {
  params: Record<'frames' | 'stride' | 'pool', number>;
  mode: PoolMode;
}) {
  const { t, i18n } = useTranslation('export');
  const number = (value: number) => formatCount(value, i18n.language);
  const code = tokensByCode(params, mode);
  const { slowFrames, fastFrames, perSlowFrame, perFastFrame, total } = code;
  const text = t('tokens.codeText', {
    slow: number(slowFrames),
    perSlow: number(perSlowFrame),
    fast: number(fastFrames),
    perFast: number(perFastFrame),
  });
  return (
    <dl className="grid grid-cols-2 gap-3">
      <Count name={t('tokens.paper')} tokens={number(tokensByPaper(params))}>
        {t('tokens.paperHint', { perFrame: number(TOKENS_PER_FRAME) })}
      </Count>
      <Count name={t('tokens.code')} tokens={number(total)}>
        {text}. {t('tokens.codeHint')}
      </Count>
    </dl>
  );
}

function Count({ name, tokens, children }: { name: string; tokens: string; children: ReactNode }) {
  const { t } = useTranslation('export');
  return (
    <div>
      <dt className="label">{name}</dt>
      <dd>
        <p className="mono text-lg font-semibold">{t('tokens.tokens', { shown: tokens })}</p>
        <p className="text-sm text-ink-3">{children}</p>
      </dd>
    </div>
  );
}

/** The chosen video's sentence, with exactly `limit` frames as the released training runs take them. */
function TimeSentence({ projectId, limit }: { projectId: ProjectId; limit: number }) {
  const { t } = useTranslation('export');
  const { store } = useStudio();
  const [chosen, setChosen] = useState<string | null>(null);
  const videos = useQuery({
    queryKey: storeKey('videos', projectId, 'list'),
    queryFn: () => store.videos.list(projectId),
  });
  const known = (videos.data ?? []).filter(({ durationSec }) => durationSec > 0);
  const video = known.find(({ id }) => id === chosen) ?? known[0] ?? null;
  const times = useFrameTimes(projectId, video);
  if (!video) return <p className="text-ink-3">{t('tokens.noVideo')}</p>;
  return (
    <div className="flex flex-col gap-2">
      <Select
        label={t('tokens.video')}
        value={video.id}
        onValueChange={setChosen}
        options={known.map(({ id, name }) => ({ value: id as string, label: name }))}
      />
      {times.data ? (
        <TextArea
          label={t('tokens.sentence')}
          readOnly
          mono
          value={sentenceOf(video, times.data.timesSec, limit)}
          onValueChange={() => {}}
          hint={`${t('tokens.sentenceHint')} ${times.data.isComplete ? '' : t('tokens.storedTimes')}`}
        />
      ) : null}
    </div>
  );
}

function sentenceOf(video: VideoFile, timesSec: readonly number[], limit: number): string {
  const frames = { frames: timesSec.length, nativeFps: video.averageFps };
  const taken = loaderFrames(frames, { fps: 1, limit, isForced: true });
  return timeSentence(
    video.durationSec,
    taken.flatMap((index) => timesSec[index] ?? []),
  );
}
