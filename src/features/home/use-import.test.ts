import { expect, test } from 'vitest';
import { StudioError } from '../../core/errors.ts';
import type { ProjectId } from '../../core/flow.ts';
import type { ImportReport } from '../../pipeline/dataset-types.ts';
import { importAnywhere } from './use-import.ts';

const file = new File(['[]'], 'espresso test.json');

/** A service that takes records only into a project, and answers with `answer`. */
function studio(answer: () => ImportReport) {
  const projects = new Map<ProjectId, string>();
  return {
    projects,
    store: {
      projects: {
        create: async (name: string) => {
          projects.set('project:new', name);
          return { id: 'project:new' as ProjectId, name, createdAtMs: 0 };
        },
        remove: async (id: ProjectId) => {
          projects.delete(id);
        },
      },
    },
    datasets: {
      import: async (projectId: ProjectId | null) => {
        if (projectId === null) throw new StudioError('input/invalid', 'Records need a project.');
        return answer();
      },
    },
  };
}

const report: ImportReport = {
  format: 'video-espresso',
  records: 1,
  drafts: 1,
  problems: [],
  projectId: 'project:new',
};

test('a dataset goes into a new project that is named after the file', async () => {
  const made = studio(() => report);
  expect(await importAnywhere(made, file, {})).toEqual(report);
  expect([...made.projects.values()]).toEqual(['espresso test']);
});

test('a dataset that cannot be read leaves no empty project behind', async () => {
  const made = studio(() => {
    throw new StudioError('import/not-recognised', 'No known format.');
  });
  await expect(importAnywhere(made, file, {})).rejects.toMatchObject({
    code: 'import/not-recognised',
  });
  expect(made.projects.size).toBe(0);
});
