import { FileSearch, Film, FolderOpen, Images, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { formatCount } from '../../../ui/format.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { Select } from '../../../ui/Select.tsx';
import { ChooseFiles } from './ChooseFiles.tsx';
import type { VerifyRequest } from './use-verify.ts';

/** What to verify: the project, or a file with what lies beside it. */
export function SourcePanel({
  isBusy,
  onVerify,
}: {
  isBusy: boolean;
  onVerify: (request: VerifyRequest) => void;
}) {
  const { t } = useTranslation('verify');
  const [which, setWhich] = useState<'curated' | 'all'>('curated');
  return (
    <Panel title={t('source.title')} bodyClassName="flex flex-col gap-4">
      <section className="flex flex-col gap-2">
        <h3 className="font-semibold">{t('source.project')}</h3>
        <p className="text-pretty text-ink-2">{t('source.projectText')}</p>
        <div className="flex flex-wrap items-end gap-3">
          <Select
            label={t('source.which')}
            value={which}
            onValueChange={setWhich}
            options={(['curated', 'all'] as const).map((value) => ({
              value,
              label: t(`source.${value}`),
            }))}
            className="min-w-52 flex-1"
          />
          <Button
            icon={<ShieldCheck size={15} aria-hidden="true" />}
            disabled={isBusy}
            onClick={() => onVerify({ source: which, pictures: [], videos: [] })}
          >
            {t('source.verifyProject')}
          </Button>
        </div>
      </section>
      <FileSource isBusy={isBusy} onVerify={onVerify} />
    </Panel>
  );
}

function FileSource({
  isBusy,
  onVerify,
}: {
  isBusy: boolean;
  onVerify: (request: VerifyRequest) => void;
}) {
  const { t, i18n } = useTranslation('verify');
  const [file, setFile] = useState<File | null>(null);
  const [pictures, setPictures] = useState<readonly File[]>([]);
  const [videos, setVideos] = useState<readonly File[]>([]);
  const shown = (files: readonly File[]) => ({
    count: files.length,
    shown: formatCount(files.length, i18n.language),
  });
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-3">
      <h3 className="font-semibold">{t('source.file')}</h3>
      <p className="text-pretty text-ink-2">{t('source.fileText')}</p>
      <div className="flex flex-wrap items-center gap-3">
        <ChooseFiles
          label={t('source.choose')}
          icon={<FileSearch size={15} aria-hidden="true" />}
          accept=".zip,.json,.jsonl"
          onFiles={([first]) => first && setFile(first)}
        />
        {file ? (
          <span className="min-w-0 truncate">{t('source.chosen', { name: file.name })}</span>
        ) : null}
      </div>
      <p className="text-sm text-pretty text-ink-3">{t('source.picturesHint')}</p>
      <div className="flex flex-wrap items-center gap-3">
        <ChooseFiles
          label={t('source.pictures')}
          icon={<Images size={15} aria-hidden="true" />}
          accept=".zip,.jpg,.jpeg,.png,.webp"
          multiple
          onFiles={setPictures}
        />
        <ChooseFiles
          label={t('source.folder')}
          icon={<FolderOpen size={15} aria-hidden="true" />}
          folder
          onFiles={setPictures}
        />
        {pictures.length > 0 ? <span>{t('source.picturesChosen', shown(pictures))}</span> : null}
      </div>
      <p className="text-sm text-pretty text-ink-3">{t('source.videosHint')}</p>
      <div className="flex flex-wrap items-center gap-3">
        <ChooseFiles
          label={t('source.videos')}
          icon={<Film size={15} aria-hidden="true" />}
          multiple
          onFiles={setVideos}
        />
        {videos.length > 0 ? <span>{t('source.videosChosen', shown(videos))}</span> : null}
      </div>
      <Button
        variant="primary"
        className="mt-1 self-start"
        icon={<ShieldCheck size={15} aria-hidden="true" />}
        disabled={!file || isBusy}
        onClick={() => file && onVerify({ source: file, pictures, videos })}
      >
        {t('source.verifyFile')}
      </Button>
    </section>
  );
}
