import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { notify } from '../../../ui/toasts.tsx';
import { type CardFiles, readCardFiles } from './card-files.ts';

/** Takes a card and the files that it names. */
export function InstallDialog({ onOpenChange }: { onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation('settings');
  const { models } = useStudio();
  const client = useQueryClient();
  const errorText = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const install = useMutation({
    mutationFn: async (chosen: readonly File[]) => {
      const read = await readCardFiles(chosen);
      setProblem(read.ok ? null : describeProblem(read));
      if (!read.ok) return;
      const { id } = await models.install({ card: read.card, files: read.files });
      await client.invalidateQueries({ queryKey: ['models'] });
      notify(t('models.installed', { id }));
      onOpenChange(false);
    },
  });
  const describeProblem = (read: Extract<CardFiles, { ok: false }>) => {
    switch (read.problem.kind) {
      case 'no-card':
        return t('models.needCard');
      case 'bad-card':
        return t('models.badCard', { problem: read.problem.text });
      case 'missing':
        return t('models.missingFiles', { names: read.problem.names.join(', ') });
    }
  };
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={t('models.installTitle')}
      description={t('models.installText')}
    >
      <div className="flex flex-col gap-3">
        <input
          ref={input}
          type="file"
          multiple
          aria-label={t('models.chooseFiles')}
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            const chosen = [...(event.currentTarget.files ?? [])];
            event.currentTarget.value = '';
            if (chosen.length > 0) install.mutate(chosen);
          }}
        />
        <div>
          <Button
            icon={<FileUp size={14} aria-hidden="true" />}
            busy={install.isPending}
            onClick={() => input.current?.click()}
          >
            {t('models.chooseFiles')}
          </Button>
        </div>
        {problem ? (
          <p role="alert" className="text-bad">
            {problem}
          </p>
        ) : null}
        {install.error ? <ErrorNotice {...errorText(install.error)} /> : null}
      </div>
    </Dialog>
  );
}
