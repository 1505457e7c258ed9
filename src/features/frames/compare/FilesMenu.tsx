import { FileDown, FileUp, FolderInput } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId } from '../../../core/flow.ts';
import type { ExchangeFile } from '../../../pipeline/selection-exchange.ts';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Menu } from '../../../ui/Menu.tsx';
import { notify, notifyError } from '../../../ui/toasts.tsx';

const EXPORTS: readonly ExchangeFile[] = [
  'selections.csv',
  'selections.json',
  'verdicts.csv',
  'verdicts.json',
];

/** Selections and verdicts to files, and other people's from files. */
export function FilesMenu({
  projectId,
  onFile,
}: {
  projectId: ProjectId;
  onFile: (file: File) => Promise<void>;
}) {
  const { t } = useTranslation('frames');
  const field = useRef<HTMLInputElement>(null);
  const save = useSaveFile(projectId);
  return (
    <>
      <Menu
        trigger={
          <Button size="sm" icon={<FolderInput size={14} aria-hidden="true" />}>
            {t('files.title')}
          </Button>
        }
        items={[
          {
            id: 'load',
            label: t('files.load'),
            icon: <FileUp size={14} aria-hidden="true" />,
            onSelect: () => field.current?.click(),
          },
          { kind: 'separator', id: 'between' },
          { kind: 'heading', id: 'export', label: t('files.export') },
          ...EXPORTS.map((file) => ({
            id: file,
            label: file,
            icon: <FileDown size={14} aria-hidden="true" />,
            onSelect: () => void save(file),
          })),
        ]}
      />
      <input
        ref={field}
        type="file"
        accept=".json,.csv,.txt"
        multiple
        tabIndex={-1}
        aria-label={t('files.load')}
        className="sr-only"
        onChange={(event) => {
          for (const file of event.currentTarget.files ?? []) void onFile(file);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}

function useSaveFile(projectId: ProjectId): (file: ExchangeFile) => Promise<void> {
  const { t } = useTranslation('frames');
  const { exchange, files } = useStudio();
  const errorText = useErrorText();
  return async (file) => {
    try {
      await files.save(file, bytesOf(await exchange.export(projectId, file)));
      notify(t('files.saved', { file }));
    } catch (error) {
      const { title, next } = errorText(error);
      notifyError(title, { description: next });
    }
  };
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
