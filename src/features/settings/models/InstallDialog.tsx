import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { baseName } from '../../../core/base-name.ts';
import type { ModelCard } from '../../../core/model-card.ts';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { notify } from '../../../ui/toasts.tsx';
import { type CardFiles, readCardFiles } from './card-files.ts';
import { GraphForm } from './GraphForm.tsx';
import { cardOf, type GraphFacts, guessFacts } from './graph-card.ts';
import { runInstall } from './installs.ts';

type Source = string | { card: ModelCard; files: File[] };
/** A graph without a card: where it is, and what was said about it. */
interface Bare {
  file: { path: string; url?: string };
  given: File[];
  facts: GraphFacts;
}

/** Takes a card and its files from disk, the address of a card or of a graph, or a graph alone. */
export function InstallDialog({ onOpenChange }: { onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation('settings');
  const errorText = useErrorText();
  const install = useInstall(() => onOpenChange(false));
  const [address, setAddress] = useState('');
  const [problem, setProblem] = useState<CardFiles | null>(null);
  const [bare, setBare] = useState<Bare | null>(null);
  const card = bare && cardOf(bare.facts, bare.file);
  const take = async (chosen: File[]) => {
    const read = await readCardFiles(chosen);
    const [graph] = chosen.filter(({ name }) => name.endsWith('.onnx'));
    const isBare = !read.ok && read.problem.kind === 'no-card' && chosen.length === 1 && graph;
    setProblem(read.ok || isBare ? null : read);
    if (read.ok) install.mutate({ id: read.card.id, source: read });
    else if (isBare)
      setBare({ file: { path: graph.name }, given: chosen, facts: guessFacts(graph.name) });
  };
  const takeAddress = () => {
    const { pathname } = new URL(address);
    if (!pathname.endsWith('.onnx')) return install.mutate({ id: address, source: address });
    setBare({
      file: { path: baseName(pathname), url: address },
      given: [],
      facts: guessFacts(address),
    });
  };
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={t('models.installTitle')}
      description={t('models.installText')}
      footer={
        bare ? (
          <Button
            variant="primary"
            busy={install.isPending}
            disabled={!card}
            onClick={() =>
              card && install.mutate({ id: card.id, source: { card, files: bare.given } })
            }
          >
            {t('models.install')}
          </Button>
        ) : null
      }
    >
      <div className="flex flex-col gap-4">
        {bare ? (
          <GraphForm facts={bare.facts} onChange={(facts) => setBare({ ...bare, facts })} />
        ) : (
          <>
            <AddressField
              value={address}
              onChange={setAddress}
              onSubmit={takeAddress}
              isBusy={install.isPending}
            />
            <FilesField onChosen={(chosen) => void take(chosen)} isBusy={install.isPending} />
          </>
        )}
        <Problem read={problem} />
        {install.error ? <ErrorNotice {...errorText(install.error)} /> : null}
      </div>
    </Dialog>
  );
}

function useInstall(onDone: () => void) {
  const { t } = useTranslation('settings');
  const { models } = useStudio();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, source }: { id: string; source: Source }) => runInstall(models, id, source),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['models'] });
      notify(t('models.installed', { id }));
      onDone();
    },
  });
}

interface AddressFieldProps {
  value: string;
  onChange: (value: string) => void;
  onSubmit: () => void;
  isBusy: boolean;
}

function AddressField({ value, onChange, onSubmit, isBusy }: AddressFieldProps) {
  const { t } = useTranslation('settings');
  const isAddress = /^https?:\/\//i.test(value) && URL.canParse(value);
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (isAddress) onSubmit();
      }}
    >
      <TextField
        label={t('models.address')}
        hint={t('models.addressHint')}
        mono
        inputMode="url"
        placeholder="https://…/card.json"
        value={value}
        onValueChange={onChange}
        {...(value && !isAddress ? { error: t('models.badAddress') } : {})}
      />
      <div>
        <Button type="submit" busy={isBusy} disabled={!isAddress}>
          {t('models.takeAddress')}
        </Button>
      </div>
    </form>
  );
}

function FilesField({ onChosen, isBusy }: { onChosen: (chosen: File[]) => void; isBusy: boolean }) {
  const { t } = useTranslation('settings');
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="flex flex-col gap-2 border-t border-line pt-4">
      <p className="text-ink-2">{t('models.filesHint')}</p>
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
          if (chosen.length > 0) onChosen(chosen);
        }}
      />
      <div>
        <Button
          icon={<FileUp size={14} aria-hidden="true" />}
          busy={isBusy}
          onClick={() => input.current?.click()}
        >
          {t('models.chooseFiles')}
        </Button>
      </div>
    </div>
  );
}

function Problem({ read }: { read: CardFiles | null }) {
  const { t } = useTranslation('settings');
  if (!read || read.ok) return null;
  const { problem } = read;
  const text =
    problem.kind === 'no-card'
      ? t('models.needCard')
      : problem.kind === 'bad-card'
        ? t('models.badCard', { problem: problem.text })
        : t('models.missingFiles', { names: problem.names.join(', ') });
  return (
    <p role="alert" className="text-bad">
      {text}
    </p>
  );
}
