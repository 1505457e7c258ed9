import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId, VideoFile, VideoId } from '../../core/flow.ts';
import type { JobSpec } from '../../core/job.ts';
import { defaultPrepareSpec } from '../../pipeline/defaults.ts';
import { storeKey } from '../../state/queries.ts';
import { useStudio } from '../../state/studio.ts';
import { useErrorText } from '../../state/use-error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatCount } from '../../ui/format.ts';
import { NumberField } from '../../ui/NumberField.tsx';
import { Select } from '../../ui/Select.tsx';
import { notify, notifyError } from '../../ui/toasts.tsx';
import { useEncoders } from './use-encoders.ts';

type PrepareSpec = Extract<JobSpec, { kind: 'prepare' }>;
type Choice = Pick<PrepareSpec, 'everySec' | 'longSidePx' | 'decoder' | 'provider' | 'modelId'>;

const LONG_SIDES = [224, 336, 448, 768, 1024] as const;
const DECODERS = ['auto', 'webcodecs', 'ffmpeg'] as const;
const PROVIDERS = ['auto', 'webgpu', 'wasm'] as const;
/** The usual sizes, and the one that is chosen. */
const sizesWith = (chosenPx: number): number[] =>
  [...new Set([...LONG_SIDES, chosenPx])].sort((a, b) => a - b);

const EVERY = { min: 0.04, max: 600 };

/** How densely to look, and with what; then one job for each video. */
export function PrepareDialog({
  projectId,
  videoIds,
  onClose,
}: {
  projectId: ProjectId;
  videoIds: readonly VideoId[];
  onClose: () => void;
}) {
  const { t } = useTranslation('jobs');
  const { jobs } = useStudio();
  const errorText = useErrorText();
  const [choice, setChoice] = useState<Choice>(() => defaultPrepareSpec('video:'));
  const [isBusy, setIsBusy] = useState(false);
  const start = async () => {
    setIsBusy(true);
    try {
      for (const videoId of videoIds)
        await jobs.enqueue(projectId, { ...defaultPrepareSpec(videoId), ...picked(choice) });
      notify(t('prepare.started', { count: videoIds.length }));
      onClose();
    } catch (error) {
      const { title, next } = errorText(error);
      notifyError(title, { description: next });
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('prepare.title', { count: videoIds.length })}
      description={t('prepare.intro')}
      footer={
        <Button variant="primary" busy={isBusy} onClick={() => void start()}>
          {t('prepare.start')}
        </Button>
      }
    >
      <ChoiceFields
        {...{ projectId, videoIds, choice }}
        onChange={(change) => setChoice({ ...choice, ...change })}
      />
    </Dialog>
  );
}

const picked = ({ everySec, longSidePx, decoder, provider, modelId }: Choice): Choice => ({
  everySec,
  longSidePx,
  decoder,
  provider,
  modelId,
});

function ChoiceFields({
  projectId,
  videoIds,
  choice,
  onChange,
}: {
  projectId: ProjectId;
  videoIds: readonly VideoId[];
  choice: Choice;
  onChange: (change: Partial<Choice>) => void;
}) {
  const { t, i18n } = useTranslation('jobs');
  const frames = useFrameCount(projectId, { videoIds, everySec: choice.everySec });
  const models = useEncoders();
  return (
    <div className="grid grid-cols-2 gap-4">
      <NumberField
        label={t('prepare.everySec')}
        unit="s"
        min={EVERY.min}
        max={EVERY.max}
        step={0.5}
        value={choice.everySec}
        onValueChange={(everySec) => everySec !== null && onChange({ everySec })}
        hint={t('prepare.everyHint', { frames: formatCount(frames, i18n.language) })}
      />
      <Select
        label={t('prepare.longSide')}
        value={String(choice.longSidePx)}
        onValueChange={(value) => onChange({ longSidePx: Number(value) })}
        options={sizesWith(choice.longSidePx).map((px) => ({
          value: String(px),
          label: `${px} px`,
        }))}
      />
      <div>
        <Select
          label={t('prepare.decoder')}
          value={choice.decoder}
          onValueChange={(decoder) => onChange({ decoder })}
          options={DECODERS.map((value) => ({ value, label: t(`prepare.decoders.${value}`) }))}
        />
        <p className="mt-1 text-sm text-ink-3">{t('prepare.decoderHint')}</p>
      </div>
      <div>
        <Select
          label={t('prepare.provider')}
          value={choice.provider}
          onValueChange={(provider) => onChange({ provider })}
          options={PROVIDERS.map((value) => ({ value, label: t(`prepare.providers.${value}`) }))}
        />
        <p className="mt-1 text-sm text-ink-3">{t('prepare.providerHint')}</p>
      </div>
      <Select
        label={t('prepare.model')}
        value={choice.modelId}
        onValueChange={(modelId) => onChange({ modelId })}
        options={models.map((id) => ({ value: id, label: id }))}
      />
    </div>
  );
}

/** Frames of the sampling grids of all the videos together. */
function useFrameCount(
  projectId: ProjectId,
  { videoIds, everySec }: { videoIds: readonly VideoId[]; everySec: number },
): number {
  const { store } = useStudio();
  const { data } = useQuery({
    queryKey: storeKey('videos', projectId),
    queryFn: () => store.videos.list(projectId),
  });
  const chosen = new Set(videoIds);
  const frames = ({ durationSec }: VideoFile) => Math.max(1, Math.ceil(durationSec / everySec));
  return (data ?? [])
    .filter(({ id }) => chosen.has(id))
    .reduce((sum, video) => sum + frames(video), 0);
}
