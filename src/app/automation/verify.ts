import type { VerifyReport } from '../../core/verify/report.ts';
import { fileArgument, listArgument } from './arguments.ts';
import type { ScriptVerifyOptions } from './contract.ts';
import type { ScriptSession } from './session.ts';

/** `ristretto.datasets.verify`: a file, or the open project as it would be exported. */
export async function verifyDataset(
  { studio, projectId }: ScriptSession,
  source: File | string,
  options: ScriptVerifyOptions = {},
): Promise<VerifyReport> {
  for (const file of listArgument('pictures', options.pictures ?? [])) fileArgument(file);
  for (const file of listArgument('videos', options.videos ?? [])) fileArgument(file);
  const what = typeof source === 'string' ? source : fileArgument(source);
  return studio.verifying.verify(projectId, what, options);
}
