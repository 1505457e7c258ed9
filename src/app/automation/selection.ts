import type { VideoId } from '../../core/flow.ts';
import { fileArgument, oneOf } from './arguments.ts';
import type { AutomationApi } from './contract.ts';
import { runSelection } from './recipes.ts';
import { openProject, type ScriptSession } from './session.ts';

const FILES = ['selections.csv', 'selections.json', 'verdicts.csv', 'verdicts.json'] as const;

/** Choosing frames, and what the Frames screen writes and reads. */
export function selectionApi(session: ScriptSession): AutomationApi['selection'] {
  const { exchange } = session.studio;
  return {
    run: (videoId, options) => runSelection(session, videoId, options),
    export: async (file) => exchange.export(openProject(session), oneOf('file', file, FILES)),
    import: async (file, videoId) =>
      exchange.import(openProject(session), {
        file: fileArgument(file),
        videoId: videoId === undefined ? null : (videoId as VideoId),
        by: { annotator: 'script', via: 'script' },
      }),
  };
}
