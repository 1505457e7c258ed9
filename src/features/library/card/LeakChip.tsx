import { useTranslation } from 'react-i18next';
import type { VideoFile } from '../../../core/flow.ts';
import { useBenchmarks } from '../../../state/use-benchmarks.ts';
import { Chip } from '../../../ui/Chip.tsx';
import { Tooltip } from '../../../ui/Tooltip.tsx';

/** Says that a video is in a list of a public benchmark (F7). */
export function LeakChip({ video }: { video: VideoFile }) {
  const { t } = useTranslation('library');
  const leak = useBenchmarks()?.leakOf(video) ?? null;
  if (!leak) return null;
  const isSame = leak.by === 'content';
  const sentence = t(isSame ? 'leak.byContent' : 'leak.byName', { list: leak.list });
  return (
    <Tooltip label={sentence}>
      <button type="button" className="rounded-sm" aria-label={sentence}>
        <Chip tone={isSame ? 'bad' : 'warn'}>{t('leak.label')}</Chip>
      </button>
    </Tooltip>
  );
}
