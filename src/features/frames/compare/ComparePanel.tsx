import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId, Selection } from '../../../core/flow.ts';
import { groundTruth, type InspectionEvent, outsideSelections } from '../../../core/inspections.ts';
import type { SelectionSignals } from '../../../pipeline/selecting.ts';
import { useStudio } from '../../../state/studio.ts';
import { cn } from '../../../ui/cn.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { Select } from '../../../ui/Select.tsx';
import { useMethodName } from '../model/use-method-name.ts';
import { CompareRow } from './CompareRow.tsx';
import { FilesMenu } from './FilesMenu.tsx';
import { OUTSIDE, useChoices } from './use-choices.ts';
import { useImportFile } from './use-import-file.ts';

/** With the selection at hand and uniform, four lie side by side. */
const FREE_PLACES = 2;
const USUAL = ['clip-novelty', 'k-centre', 'random'];
const NONE = 'none';

export interface ComparePanelProps {
  projectId: ProjectId;
  selection: Selection;
  signals: SelectionSignals | null;
  events: readonly InspectionEvent[];
  /** Known or estimated by the studio; loaded ground truth goes before it. */
  cutsSec: readonly number[];
  onGoTo: (timeSec: number) => void;
}

/** Up to four methods at one budget, uniform always among them. Files with other people's frames are dropped here. */
export const ComparePanel = memo(function ComparePanel(props: ComparePanelProps) {
  const { projectId, selection, signals, events, onGoTo } = props;
  const { t } = useTranslation('frames');
  const [picked, setPicked] = useState<readonly (string | null)[]>([null, null]);
  const [isOver, setOver] = useState(false);
  const load = useImportFile(projectId, selection.videoId);
  const outside = outsideSelections(events, selection.videoId);
  const truth = groundTruth(events, selection.videoId);
  const options = useOptions(selection, outside);
  const base = selection.method === 'uniform' ? 'ristretto' : 'uniform';
  const places = placesOf(picked, {
    taken: [selection.method, base],
    outside: outside.map(({ name }) => OUTSIDE + name),
    offered: options.map(({ value }) => value),
  });
  const ids = [base, ...places].filter((id) => id !== NONE);
  const rows = useChoices({ projectId, selection }, ids, { outside, signals });
  const known = {
    cutsSec: truth && truth.cutsSec.length > 0 ? truth.cutsSec : props.cutsSec,
    truth,
  };
  return (
    <Panel
      title={t('compare.title')}
      meta={t('compare.budget', { count: selection.core.length })}
      className={cn('shrink-0', isOver && 'outline-2 outline-accent')}
      actions={
        <>
          {places.map((id, place) => (
            <Select
              key={place === 0 ? 'third' : 'fourth'}
              label={t('compare.choose', { number: place + 3 })}
              hideLabel
              size="sm"
              value={id}
              onValueChange={(next) =>
                setPicked(places.map((one, other) => (other === place ? next : one)))
              }
              options={options}
            />
          ))}
          <FilesMenu projectId={projectId} onFile={load} />
        </>
      }
    >
      <section
        aria-label={t('compare.drop')}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          for (const file of event.dataTransfer.files) void load(file);
        }}
      >
        <table className="w-full table-fixed text-start">
          <CompareHead hasScenes={truth !== null && truth.scenes.length > 0} />
          <tbody>
            {rows.map((row, place) => (
              <CompareRow key={row.id} {...{ row, known, onGoTo }} isCurrent={place === 0} />
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
});

function CompareHead({ hasScenes }: { hasScenes: boolean }) {
  const { t } = useTranslation('frames');
  const cell = 'label px-2 py-1 text-start font-medium';
  return (
    <thead>
      <tr className="border-b border-line">
        <th scope="col" className={cn(cell, 'w-32')}>
          {t('compare.method')}
        </th>
        <th scope="col" className={cell}>
          {t('compare.frames')}
        </th>
        {(['coverage', 'redundancy', 'maxGap', 'shots'] as const).map((name) => (
          <th
            key={name}
            scope="col"
            title={t(`compare.hints.${name}`)}
            className={cn(cell, 'w-24')}
          >
            {t(`compare.${name}`)}
          </th>
        ))}
        {hasScenes
          ? (['kfr', 'shr', 'ukss'] as const).map((name) => (
              <th
                key={name}
                scope="col"
                title={t(`compare.hints.${name}`)}
                className={cn(cell, 'w-14')}
              >
                {t(`compare.${name}`)}
              </th>
            ))
          : null}
      </tr>
    </thead>
  );
}

/** Methods that can run at this budget on this video, and loaded selections. */
function useOptions(selection: Selection, outside: readonly { name: string }[]) {
  const { t } = useTranslation('frames');
  const { selecting } = useStudio();
  const nameOf = useMethodName();
  const given = {
    question: Boolean(selection.question),
    captions: Boolean(selection.captionKey),
    picked: Boolean(selection.picked),
  };
  const methods = selecting
    .methods()
    .filter(
      ({ needs, params }) =>
        params.some(({ name }) => name === 'budget') && (!needs || given[needs]),
    )
    .map(({ id }) => ({ value: id, label: nameOf(id) }));
  const loaded = outside.map(({ name }) => ({
    value: OUTSIDE + name,
    label: nameOf(OUTSIDE + name),
  }));
  return [...loaded, ...methods, { value: NONE, label: t('compare.none') }];
}

/** What stands in the free places: what was picked, else loaded files, else the usual. No method stands twice. */
function placesOf(
  picked: readonly (string | null)[],
  { taken, outside, offered }: { taken: string[]; outside: string[]; offered: string[] },
): string[] {
  const used = new Set(taken);
  return Array.from({ length: FREE_PLACES }, (_, place) => {
    const wanted = [picked[place], ...outside.toReversed(), ...USUAL];
    const found = wanted.find(
      (id): id is string => typeof id === 'string' && offered.includes(id) && !used.has(id),
    );
    if (found !== undefined && found !== NONE) used.add(found);
    return found ?? NONE;
  });
}
