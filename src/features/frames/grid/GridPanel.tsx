import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Selection } from '../../../core/flow.ts';
import { Button } from '../../../ui/Button.tsx';
import { formatDuration } from '../../../ui/format.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { FrameGrid, type FrameGridProps } from './FrameGrid.tsx';

/** All sampled frames, or the core frames alone. */
export function GridPanel({ selection, ...grid }: FrameGridProps & { selection: Selection }) {
  const { t, i18n } = useTranslation('frames');
  const [onlyCore, setOnlyCore] = useState(false);
  const cells = useMemo(
    () => (onlyCore ? grid.cells.filter(({ coreIndex }) => coreIndex !== null) : grid.cells),
    [onlyCore, grid.cells],
  );
  const every = formatDuration(selection.everySec, i18n.language);
  return (
    <Panel
      title={t('grid.title')}
      meta={t('grid.meta', { count: selection.sampledSec.length, every })}
      className="min-h-56 flex-1"
      bodyClassName="flex flex-col gap-2"
      actions={
        <fieldset aria-label={t('grid.show')} className="flex gap-1">
          <Button
            size="sm"
            variant={onlyCore ? 'secondary' : 'ghost'}
            aria-pressed={onlyCore}
            onClick={() => setOnlyCore(true)}
          >
            {t('grid.core')}
          </Button>
          <Button
            size="sm"
            variant={onlyCore ? 'ghost' : 'secondary'}
            aria-pressed={!onlyCore}
            onClick={() => setOnlyCore(false)}
          >
            {t('grid.all')}
          </Button>
        </fieldset>
      }
    >
      <div className="min-h-0 flex-1">
        <FrameGrid {...grid} cells={cells} />
      </div>
    </Panel>
  );
}
