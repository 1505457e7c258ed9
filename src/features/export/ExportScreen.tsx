import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ProjectId } from '../../core/flow.ts';
import { storeKey } from '../../state/queries.ts';
import { useStudio } from '../../state/studio.ts';
import { useErrorText } from '../../state/use-error-text.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { DatasetSettings } from './DatasetSettings.tsx';
import { DraftChoice } from './DraftChoice.tsx';
import { FormatCards } from './FormatCards.tsx';
import { ImportPanel } from './ImportPanel.tsx';
import { LlavaSettings } from './LlavaSettings.tsx';
import { PreviewPanel } from './PreviewPanel.tsx';
import { ProblemsPanel } from './ProblemsPanel.tsx';
import { SavePanel } from './SavePanel.tsx';
import { TokenPanel } from './TokenPanel.tsx';
import {
  areSettingsValid,
  areSharesValid,
  type ExportChoice,
  optionsOf,
  useExportChoice,
} from './use-export-options.ts';
import { useImportHere } from './use-import-here.ts';

/** Datasets out and in: format, choice, what will be written, what is wrong with it, and the way to disk. */
export function ExportScreen({ projectId }: { projectId: ProjectId }) {
  const { t } = useTranslation('export');
  const errorText = useErrorText();
  const [choice, change] = useExportChoice();
  const importing = useImportHere(projectId);
  const preview = usePreview(projectId, choice);
  const isArchive = choice.format === 'ristretto-archive';
  const canSave = isArchive || (isReady(choice) && (preview.data?.records ?? 0) > 0);
  const settings = {
    settings: choice.settings,
    onSettings: (changed: typeof choice.settings) => change({ settings: changed }),
  };
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-[1320px] flex-col gap-3 px-4 py-4">
        <h1 className="text-xl font-semibold">{t('title')}</h1>
        <FormatCards format={choice.format} onFormat={(format) => change({ format })} />
        <div className="grid grid-cols-[minmax(0,5fr)_minmax(0,6fr)] items-start gap-3">
          <div className="flex min-w-0 flex-col gap-3">
            <DraftChoice projectId={projectId} choice={choice} onChange={change} />
            {choice.format === 'llava-video' ? <LlavaSettings {...settings} /> : null}
            {isArchive ? null : <DatasetSettings {...settings} />}
            <SavePanel projectId={projectId} choice={choice} canSave={canSave} />
            {isArchive ? null : <ImportPanel work={importing} />}
          </div>
          <div className="flex min-w-0 flex-col gap-3">
            {isArchive ? <ImportPanel work={importing} /> : null}
            {preview.isPending && !isArchive ? <SkeletonRows count={8} /> : null}
            {preview.error ? (
              <ErrorNotice {...errorText(preview.error)} onRetry={() => void preview.refetch()} />
            ) : null}
            {preview.data && !isArchive ? (
              <>
                <PreviewPanel projectId={projectId} preview={preview.data} />
                {preview.data.records + preview.data.leftOut > 0 ? (
                  <ProblemsPanel projectId={projectId} problems={preview.data.problems} />
                ) : null}
              </>
            ) : null}
            {choice.format === 'llava-video' ? <TokenPanel projectId={projectId} /> : null}
          </div>
        </div>
      </div>
    </div>
  );
}

const isReady = ({ isSplit, shares, settings }: ExportChoice): boolean =>
  (!isSplit || areSharesValid(shares)) && areSettingsValid(settings);

/** Reads every chosen draft once, without pictures; again whenever a draft or a decision changes. */
function usePreview(projectId: ProjectId, choice: ExportChoice) {
  const { datasets } = useStudio();
  const { filter, settings } = optionsOf(choice);
  // The split moves records between files, and most settings go into the manifest: what the records say stays the same.
  const isWorded = choice.format === 'llava-video' && settings !== undefined;
  const options = isWorded ? { filter, settings } : { filter };
  return useQuery({
    queryKey: storeKey('drafts', projectId, 'export-preview', choice.format, options),
    queryFn: () => datasets.preview(projectId, choice.format, options),
    placeholderData: keepPreviousData,
  });
}
