import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../../ui/format.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { notify } from '../../../ui/toasts.tsx';
import type { FrameCell } from '../model/cells.ts';

/** Where the frame lies on the media's own clock, who decoded it, and which bytes it is. */
export function FrameFacts({ cell }: { cell: FrameCell }) {
  const { t } = useTranslation('frames');
  const { t: common } = useTranslation('common');
  const { frame, askedSec } = cell;
  const copy = async () => {
    await navigator.clipboard.writeText(frame.imageSha256);
    notify(common('copied'));
  };
  return (
    <dl
      aria-label={t('inspector.facts')}
      className="grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-0.5"
    >
      <Fact name={t('inspector.pts')}>{formatTime(frame.ptsSec, 3)}</Fact>
      <Fact name={t('inspector.asked')}>{formatTime(askedSec, 3)}</Fact>
      <Fact name={t('inspector.ticks')}>
        {frame.ptsTicks} / {frame.timescale}
      </Fact>
      <Fact name={t('inspector.decoder')}>{frame.decoder}</Fact>
      <Fact name={t('inspector.size')}>
        {frame.widthPx}×{frame.heightPx}
      </Fact>
      <Fact name={t('inspector.hash')}>
        <span className="flex items-center gap-1">
          <span className="truncate">{frame.imageSha256.slice(0, 16)}…</span>
          <IconButton
            size="sm"
            label={t('inspector.copyHash')}
            icon={<Copy size={12} aria-hidden="true" />}
            onClick={() => void copy()}
          />
        </span>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="label">{name}</dt>
      <dd className="mono min-w-0 text-ink-2">{children}</dd>
    </>
  );
}
