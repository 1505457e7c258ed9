import { FileDown, FileUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId, VideoId } from '../../../core/flow.ts';
import type { BatchFile, BatchReadReport } from '../../../pipeline/batch.ts';
import type { RecipeCall } from '../../../pipeline/recipe-input.ts';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { notify, notifyError } from '../../../ui/toasts.tsx';
import { BatchReport } from './BatchReport.tsx';

interface BatchFilesProps {
  projectId: ProjectId;
  videoIds: readonly VideoId[];
  call: RecipeCall;
  /** After results came in: some requests are answered now. */
  onRead: () => void;
}

/** The same requests by files for a batch service, at half price. */
export function BatchFiles(props: BatchFilesProps) {
  const { t } = useTranslation('jobs');
  const { write, read, doing, report, closeReport } = useBatch(props);
  return (
    <>
      <Button
        variant="ghost"
        icon={<FileDown size={14} aria-hidden="true" />}
        disabled={props.videoIds.length === 0}
        busy={doing === 'write'}
        title={t('batch.writeHint')}
        onClick={write}
      >
        {t('batch.write')}
      </Button>
      <Button
        variant="ghost"
        icon={<FileUp size={14} aria-hidden="true" />}
        busy={doing === 'read'}
        title={t('batch.readHint')}
        onClick={read}
      >
        {t('batch.read')}
      </Button>
      {report ? <BatchReport report={report} onClose={closeReport} /> : null}
    </>
  );
}

function useBatch({ projectId, videoIds, call, onRead }: BatchFilesProps) {
  const { t } = useTranslation('jobs');
  const { drafting, files } = useStudio();
  const errorText = useErrorText();
  const [doing, setDoing] = useState<'write' | 'read' | null>(null);
  const [report, setReport] = useState<BatchReadReport | null>(null);

  const run = async (what: 'write' | 'read', work: () => Promise<void>) => {
    setDoing(what);
    try {
      await work();
    } catch (error) {
      const { title, next, code } = errorText(error);
      // Somebody who closes the dialog for the file knows that nothing was written.
      if (code !== 'job/cancelled') notifyError(title, { description: next });
    } finally {
      setDoing(null);
    }
  };
  const write = async () => {
    const made = await drafting.batch.write(projectId, videoIds, call);
    const [only, ...more] = made.files;
    if (!only) {
      notify(t('batch.nothing'));
      return;
    }
    if (more.length === 0) await files.save(only.name, only.bytes);
    else await files.save(`batch-${call.recipeId}.zip`, files.zip(entriesOf(made.files)));
    notify(t('batch.written', { count: made.requests }));
  };
  const read = async () => {
    const [picked] = await files.pick('files');
    if (!picked) return;
    setReport(await drafting.batch.read(projectId, picked.file));
    onRead();
  };
  return {
    doing,
    report,
    write: () => void run('write', write),
    read: () => void run('read', read),
    closeReport: () => setReport(null),
  };
}

async function* entriesOf(made: readonly BatchFile[]) {
  for (const { name, bytes } of made) yield { path: name, bytes };
}
