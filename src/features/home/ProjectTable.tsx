import { Link } from '@tanstack/react-router';
import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ProjectSummary } from '../../state/use-projects.ts';
import { formatCount, formatDateTime, formatPercent } from '../../ui/format.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { StackedBar } from '../../ui/ProgressBar.tsx';
import { projectProgress } from './progress.ts';

export interface ProjectTableProps {
  projects: readonly ProjectSummary[];
  canWrite: boolean;
  onRename: (project: ProjectSummary) => void;
  onRemove: (project: ProjectSummary) => void;
}

/** Projects as rows; the bar shows what people made of the drafts. */
export function ProjectTable({ projects, ...rest }: ProjectTableProps) {
  const { t } = useTranslation('home');
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="data-table">
        <thead>
          <tr>
            <th className="w-[30%]">{t('columns.name')}</th>
            <th className="w-[30%]">{t('columns.progress')}</th>
            <th className="text-end!">{t('columns.drafts')}</th>
            <th className="text-end!">{t('columns.videos')}</th>
            <th>{t('columns.created')}</th>
            <th>
              <span className="sr-only">{t('columns.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {projects.map((project) => (
            <ProjectRow key={project.id} project={project} {...rest} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ProjectRow({
  project,
  canWrite,
  onRename,
  onRemove,
}: Omit<ProjectTableProps, 'projects'> & { project: ProjectSummary }) {
  const { t, i18n } = useTranslation('home');
  const locale = i18n.language;
  const params = { projectId: project.id };
  return (
    <tr className="h-11">
      <td>
        <Link
          to="/p/$projectId/library"
          params={params}
          className="font-semibold hover:text-accent hover:underline"
        >
          {project.name}
        </Link>
      </td>
      <td>
        <Progress project={project} />
      </td>
      <td className="mono text-end">{formatCount(project.drafts, locale)}</td>
      <td className="mono text-end">{formatCount(project.videos, locale)}</td>
      <td className="whitespace-nowrap text-ink-2">
        {formatDateTime(project.createdAtMs, locale)}
      </td>
      <td>
        <div className="flex items-center justify-end gap-1">
          {project.byStatus.pending > 0 ? (
            <Link
              to="/p/$projectId/review"
              params={params}
              aria-label={t('reviewNamed', { name: project.name })}
              className="inline-flex h-7 items-center rounded-md border border-line-strong bg-raised px-2 text-sm font-medium hover:bg-hover"
            >
              {t('review')}
            </Link>
          ) : null}
          <Menu
            trigger={
              <IconButton
                label={t('menu', { name: project.name })}
                icon={<Ellipsis size={16} aria-hidden="true" />}
                disabled={!canWrite}
              />
            }
            items={[
              {
                id: 'rename',
                label: t('rename'),
                icon: <Pencil size={14} aria-hidden="true" />,
                onSelect: () => onRename(project),
              },
              {
                id: 'delete',
                label: t('delete'),
                icon: <Trash2 size={14} aria-hidden="true" />,
                danger: true,
                onSelect: () => onRemove(project),
              },
            ]}
          />
        </div>
      </td>
    </tr>
  );
}

function Progress({ project }: { project: ProjectSummary }) {
  const { t, i18n } = useTranslation('home');
  const { t: tCommon } = useTranslation('common');
  const { reviewed, parts } = projectProgress(project.byStatus);
  if (project.drafts === 0) return <span className="text-ink-3">{t('noDrafts')}</span>;
  const inWords = parts
    .filter(({ count }) => count > 0)
    .map(({ id, count }) => `${tCommon(`status.${id}`)} ${count}`)
    .join(', ');
  const label = t('progress', { reviewed, total: project.drafts, parts: inWords || '–' });
  return (
    <div className="flex items-center gap-3" title={label}>
      <StackedBar label={label} parts={parts} total={project.drafts} className="flex-1" />
      <span className="mono w-10 shrink-0 text-end text-ink-2">
        {formatPercent(reviewed / project.drafts, i18n.language)}
      </span>
    </div>
  );
}
