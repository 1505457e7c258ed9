import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId } from '../../core/flow.ts';
import { useProjects } from '../../state/use-projects.ts';
import { Select } from '../../ui/Select.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';

/** For sections about one project: which one, and its content. */
export function ProjectPicker({ children }: { children: (projectId: ProjectId) => ReactNode }) {
  const { t } = useTranslation('settings');
  const { data: projects } = useProjects();
  const [chosen, setChosen] = useState<ProjectId | null>(null);
  if (!projects) return <SkeletonRows count={3} />;
  const current = projects.find(({ id }) => id === chosen) ?? projects[0];
  if (!current) return <p className="text-ink-2">{t('prompts.noProject')}</p>;
  return (
    <>
      <Select
        label={t('prompts.project')}
        className="max-w-sm"
        value={current.id}
        onValueChange={setChosen}
        options={projects.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {children(current.id)}
    </>
  );
}
