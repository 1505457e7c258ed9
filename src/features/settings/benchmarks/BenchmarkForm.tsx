import { FileUp } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type EncodedError, encodeError } from '../../../core/errors.ts';
import { readBenchmarkVideos } from '../../../formats/benchmark-videos.ts';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { useCanWrite } from '../../../state/use-projects.ts';
import { Button } from '../../../ui/Button.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { notify } from '../../../ui/toasts.tsx';

/** A list by hand or from a file. A long file is not shown in the field: it would be the whole screen. */
export function BenchmarkForm() {
  const { t } = useTranslation('benchmarks');
  const errorText = useErrorText();
  const canWrite = useCanWrite();
  const { name, setName, text, setText, error, isBusy, save, load } = useForm();
  const input = useRef<HTMLInputElement>(null);
  return (
    <Panel title={t('add')}>
      <form className="flex flex-col gap-3" onSubmit={save}>
        <TextField
          label={t('name')}
          className="max-w-sm"
          maxLength={80}
          value={name}
          onValueChange={setName}
        />
        <TextArea
          label={t('videos')}
          hint={t('videosHint')}
          mono
          rows={4}
          value={text}
          onValueChange={setText}
        />
        {error ? <ErrorNotice {...errorText(error)} /> : null}
        <input
          ref={input}
          type="file"
          hidden
          aria-label={t('load')}
          accept=".txt,.csv,.tsv,.json,.jsonl"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (file) void load(file);
          }}
        />
        <div className="flex gap-2">
          <Button
            icon={<FileUp size={14} aria-hidden="true" />}
            disabled={!canWrite}
            onClick={() => input.current?.click()}
          >
            {t('load')}
          </Button>
          <Button
            type="submit"
            variant="primary"
            busy={isBusy}
            disabled={!canWrite || name.trim() === '' || text.trim() === ''}
          >
            {t('save')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function useForm() {
  const { t } = useTranslation('benchmarks');
  const { benchmarks } = useStudio();
  const [name, setName] = useState('');
  const [text, setText] = useState('');
  const [error, setError] = useState<EncodedError | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const keep = async (given: { name: string; text: () => Promise<string> }) => {
    setIsBusy(true);
    setError(null);
    try {
      const saved = await given.text();
      await benchmarks.save({ name: given.name, videos: readBenchmarkVideos(saved) });
      notify(t('saved'));
      // What is in the fields beside it, or was typed meanwhile, is not saved yet.
      setName((now) => (now.trim() === given.name.trim() ? '' : now));
      setText((now) => (now === saved ? '' : now));
    } catch (thrown) {
      setError(encodeError(thrown));
    } finally {
      setIsBusy(false);
    }
  };
  const load = async (file: File) => {
    const own = file.name.replace(/\.[^.]+$/, '');
    await keep({ name: name.trim() || own, text: () => file.text() });
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    void keep({ name, text: async () => text });
  };
  return { name, setName, text, setText, error, isBusy, save, load };
}
