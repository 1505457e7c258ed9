import { FolderInput, FolderOpen, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../state/use-error-text.ts';
import { type ProjectSummary, useCanWrite, useProjects } from '../../state/use-projects.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { FirstRun } from './FirstRun.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { NameDialog } from './NameDialog.tsx';
import { ProjectTable } from './ProjectTable.tsx';
import { useProjectActions } from './use-project-actions.ts';

type Asking =
  | { about: 'create' }
  | { about: 'import' }
  | { about: 'rename' | 'remove'; project: ProjectSummary };

/** All projects with their progress, and the ways to begin one. */
export function HomeScreen() {
  const { t } = useTranslation('home');
  const projects = useProjects();
  const canWrite = useCanWrite();
  const actions = useProjectActions();
  const errorText = useErrorText();
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = () => setAsking(null);
  const buttons = (
    <>
      <Button
        variant="primary"
        icon={<Plus size={15} aria-hidden="true" />}
        disabled={!canWrite}
        onClick={() => setAsking({ about: 'create' })}
      >
        {t('newProject')}
      </Button>
      <Button
        icon={<FolderInput size={15} aria-hidden="true" />}
        disabled={!canWrite}
        onClick={() => setAsking({ about: 'import' })}
      >
        {t('import')}
      </Button>
      <Button
        icon={<FolderOpen size={15} aria-hidden="true" />}
        disabled={!canWrite}
        busy={actions.sample.isPending}
        onClick={() => actions.sample.mutate()}
      >
        {actions.sampleStep ? t(`sampleSteps.${actions.sampleStep}`) : t('openSample')}
      </Button>
    </>
  );
  return (
    <div className="mx-auto flex max-w-[1180px] flex-col gap-4 px-6 py-6">
      <header className="flex flex-wrap items-center gap-2">
        <h1 className="me-auto text-xl font-semibold">{t('title')}</h1>
        {projects.data && projects.data.length > 0 ? buttons : null}
      </header>
      {actions.sample.error ? (
        <ErrorNotice {...errorText(actions.sample.error)} onRetry={() => actions.sample.mutate()} />
      ) : null}
      {projects.isPending ? <SkeletonRows count={4} /> : null}
      {projects.error ? (
        <ErrorNotice {...errorText(projects.error)} onRetry={() => void projects.refetch()} />
      ) : null}
      {projects.data?.length === 0 ? <FirstRun actions={buttons} /> : null}
      {projects.data && projects.data.length > 0 ? (
        <ProjectTable
          projects={projects.data}
          canWrite={canWrite}
          onRename={(project) => setAsking({ about: 'rename', project })}
          onRemove={(project) => setAsking({ about: 'remove', project })}
        />
      ) : null}
      <Questions asking={asking} onClose={close} actions={actions} />
    </div>
  );
}

function Questions({
  asking,
  onClose,
  actions,
}: {
  asking: Asking | null;
  onClose: () => void;
  actions: ReturnType<typeof useProjectActions>;
}) {
  const { t } = useTranslation('home');
  if (asking === null) return null;
  const onOpenChange = (open: boolean) => {
    if (!open) onClose();
  };
  switch (asking.about) {
    case 'create':
      return (
        <NameDialog
          title={t('name.createTitle')}
          submitLabel={t('name.create')}
          initial=""
          onOpenChange={onOpenChange}
          onSubmit={actions.create}
        />
      );
    case 'import':
      return <ImportDialog onOpenChange={onOpenChange} />;
    case 'rename':
      return (
        <NameDialog
          title={t('name.renameTitle')}
          submitLabel={t('name.rename')}
          initial={asking.project.name}
          onOpenChange={onOpenChange}
          onSubmit={(name) => actions.rename(asking.project, name)}
        />
      );
    case 'remove':
      return (
        <ConfirmDialog
          open
          onOpenChange={onOpenChange}
          title={t('remove.title', { name: asking.project.name })}
          confirmLabel={t('remove.confirm')}
          onConfirm={() => void actions.remove(asking.project)}
        >
          {t('remove.text', { videos: asking.project.videos, drafts: asking.project.drafts })}
        </ConfirmDialog>
      );
  }
}
