import { Pin, PinOff, Trash2, ZoomIn } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ProjectId } from '../../../core/flow.ts';
import { useKeyHint } from '../../../state/use-hotkeys.ts';
import { usePicture } from '../../../state/use-picture.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { FrameImage } from '../../../ui/FrameImage.tsx';
import { formatTime } from '../../../ui/format.ts';
import { Panel } from '../../../ui/Panel.tsx';
import type { FrameCell } from '../model/cells.ts';
import { cosine } from '../model/use-words.ts';
import { FrameFacts } from './FrameFacts.tsx';

export interface InspectorProps {
  projectId: ProjectId;
  cell: FrameCell | null;
  coreCount: number;
  /** Other frames that this one stands for. */
  standsFor: number;
  aspect: number;
  reasonWords: readonly string[];
  onVerdict: (verdict: 'pin' | 'drop' | null) => void;
  onEnlarge: () => void;
}

/** The focused frame: large, with why it was kept or not, and what a person can say about it. */
export function Inspector(props: InspectorProps) {
  const { projectId, cell, coreCount, aspect } = props;
  const { t } = useTranslation('frames');
  const source = usePicture(projectId, cell?.frame.imageSha256 ?? null);
  if (!cell) return <p className="p-3 text-ink-3">{t('inspector.none')}</p>;
  const time = formatTime(cell.frame.ptsSec, 3);
  return (
    <Panel
      title={t('inspector.title', { time })}
      actions={
        cell.coreIndex === null ? (
          <Chip>{t('inspector.notCore')}</Chip>
        ) : (
          <Chip tone="accent">
            {t('inspector.core', { number: cell.coreIndex + 1, total: coreCount })}
          </Chip>
        )
      }
      className="shrink-0"
      bodyClassName="flex flex-col gap-2"
    >
      <FrameImage
        source={source}
        alt={t('inspector.alt', { time })}
        aspect={aspect}
        fit="contain"
        className="shrink-0 rounded-md"
      />
      <Why {...props} cell={cell} />
      <Verdicts {...props} cell={cell} />
      <FrameFacts cell={cell} />
    </Panel>
  );
}

function Why({ cell, reasonWords, standsFor }: InspectorProps & { cell: FrameCell }) {
  const { t } = useTranslation('frames');
  const words = [...reasonWords];
  if (cell.isDropped) words.push(t('inspector.droppedByYou'));
  if (standsFor > 0) words.push(t('inspector.standsFor', { count: standsFor }));
  if (cell.coreIndex === null && cell.standInSec !== null) {
    const similarity = cosine(cell.similarity ?? 0);
    words.push(t('inspector.stoodFor', { time: formatTime(cell.standInSec), similarity }));
  }
  return (
    <ul className="flex flex-wrap gap-1">
      {words.map((text) => (
        <li key={text}>
          <Chip>{text}</Chip>
        </li>
      ))}
    </ul>
  );
}

function Verdicts({ cell, onVerdict, onEnlarge }: InspectorProps & { cell: FrameCell }) {
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
