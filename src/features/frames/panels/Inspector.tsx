import { Pin, PinOff, Trash2, ZoomIn } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeyHint } from '../../../state/use-hotkeys.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { formatTime } from '../../../ui/format.ts';
import { Panel } from '../../../ui/Panel.tsx';
import type { FrameCell } from '../model/cells.ts';
import { cosine } from '../model/use-words.ts';
import { FrameFacts } from './FrameFacts.tsx';

export interface InspectorProps {
  cell: FrameCell;
  coreCount: number;
  /** Other frames that this one stands for. */
  standsFor: number;
  /** Why it was kept, or not; `null` = who judges is not to know the method. */
  reasonWords: readonly string[] | null;
  /** Of the exact frame on screen, when it lies between sampled ones. */
  betweenSec: number | null;
  /** `null` = frames cannot be pinned or dropped here. */
  onVerdict: ((verdict: 'pin' | 'drop' | null) => void) | null;
  onEnlarge: () => void;
  onGoTo: (timeSec: number) => void;
  /** The picture. */
  children: ReactNode;
}

/** The focused frame: large, with why it was kept or not, and what a person can say about it. */
export function Inspector(props: InspectorProps) {
  const { cell, coreCount, betweenSec, onVerdict, children } = props;
  const { t } = useTranslation('frames');
  return (
    <Panel
      title={t('inspector.title', { time: formatTime(betweenSec ?? cell.frame.ptsSec, 3) })}
      actions={<Place cell={cell} coreCount={coreCount} isBetween={betweenSec !== null} />}
      className="shrink-0"
      bodyClassName="flex flex-col gap-2"
    >
      {children}
      {betweenSec === null ? <Why {...props} /> : null}
      {onVerdict ? <Verdicts {...props} onVerdict={onVerdict} /> : null}
      <details>
        <summary className="cursor-pointer text-sm text-ink-3">{t('inspector.facts')}</summary>
        <FrameFacts cell={cell} />
      </details>
    </Panel>
  );
}

function Place({
  cell,
  coreCount,
  isBetween,
}: {
  cell: FrameCell;
  coreCount: number;
  isBetween: boolean;
}) {
  const { t } = useTranslation('frames');
  if (isBetween) return <Chip>{t('inspector.between')}</Chip>;
  if (cell.coreIndex === null) return <Chip>{t('inspector.notCore')}</Chip>;
  return (
    <Chip tone="accent">
      {t('inspector.core', { number: cell.coreIndex + 1, total: coreCount })}
    </Chip>
  );
}

function Why({ cell, reasonWords, standsFor, onGoTo }: InspectorProps) {
  const { t } = useTranslation('frames');
  const { t: tWhys } = useTranslation('whys');
  const { standInSec } = cell;
  const isCore = cell.coreIndex !== null;
  const words = isCore ? [...(reasonWords ?? [])] : notKeptWords();
  if (standsFor > 0) words.push(t('inspector.standsFor', { count: standsFor }));
  if (words.length === 0) return null;
  return (
    <div className="flex flex-col gap-1 text-sm">
      {reasonWords || !isCore ? (
        <p className="label">{t(isCore ? 'inspector.keptBecause' : 'inspector.notKeptBecause')}</p>
      ) : null}
      <ul className="flex flex-wrap gap-1">
        {words.map((text) => (
          <li key={text} className="rounded-sm border border-line bg-raised px-1.5 text-ink-2">
            {text}
          </li>
        ))}
        {isCore || standInSec === null ? null : (
          <li>
            <button
              type="button"
              className="text-accent underline"
              onClick={() => onGoTo(standInSec)}
            >
              {t('inspector.goToStandIn', { time: formatTime(standInSec) })}
            </button>
          </li>
        )}
      </ul>
    </div>
  );

  function notKeptWords(): string[] {
    const found: string[] = [];
    if (cell.isDropped) found.push(t('inspector.droppedByYou'));
    else if (reasonWords) found.push(...reasonWords);
    else if (cell.isBlank) found.push(tWhys('passedOver.blank'));
    const time = formatTime(standInSec ?? Number.NaN);
    const similarity = cosine(cell.similarity ?? 0);
    found.push(
      standInSec === null
        ? t('inspector.noStandIn')
        : t('inspector.stoodFor', { time, similarity }),
    );
    return found;
  }
}

function Verdicts({
  cell,
  onVerdict,
  onEnlarge,
}: Pick<InspectorProps, 'cell' | 'onEnlarge'> & {
  onVerdict: (verdict: 'pin' | 'drop' | null) => void;
}) {
  const { t } = useTranslation('frames');
  const hint = useKeyHint();
  const isOverruled = cell.isPinned || cell.isDropped;
  return (
    <div className="flex flex-wrap gap-1.5">
      <Button
        size="sm"
        variant={cell.isPinned ? 'primary' : 'secondary'}
        aria-pressed={cell.isPinned}
        icon={<Pin size={14} aria-hidden="true" />}
        hotkey={hint('pin-frame')}
        onClick={() => onVerdict(cell.isPinned ? null : 'pin')}
      >
        {t('inspector.pin')}
      </Button>
      <Button
        size="sm"
        variant={cell.isDropped ? 'danger' : 'secondary'}
        aria-pressed={cell.isDropped}
        icon={<Trash2 size={14} aria-hidden="true" />}
        hotkey={hint('drop-frame')}
        onClick={() => onVerdict(cell.isDropped ? null : 'drop')}
      >
        {t('inspector.drop')}
      </Button>
      {isOverruled ? (
        <Button
          size="sm"
          variant="ghost"
          icon={<PinOff size={14} aria-hidden="true" />}
          onClick={() => onVerdict(null)}
        >
          {t('inspector.giveBack')}
        </Button>
      ) : null}
      <Button
        size="sm"
        variant="ghost"
        icon={<ZoomIn size={14} aria-hidden="true" />}
        onClick={onEnlarge}
      >
        {t('inspector.enlarge')}
      </Button>
    </div>
  );
}
