import { isMap, isScalar, isSeq, LineCounter, parseDocument, stringify } from 'yaml';
import { type FormatSettings, SAMPLING_STRATEGY } from './format-settings.ts';
import type { TextPosition } from './json-items.ts';

/* The list of files that LLaVA's trainer is given: `datasets`, each with `json_path` and `sampling_strategy`. */

type Part = keyof FormatSettings['llava']['sampling'];

/** @param files record files by part, those with records only */
export function llavaYaml(
  files: readonly { file: string; path: string }[],
  { sampling, jsonFolder }: FormatSettings['llava'],
): string {
  const folder = jsonFolder === '' || jsonFolder.endsWith('/') ? jsonFolder : `${jsonFolder}/`;
  const datasets = files.map(({ file, path }) => ({
    json_path: folder + path,
    sampling_strategy: sampling[file as Part] ?? 'all',
  }));
  return stringify({ datasets });
}

export interface YamlDataset {
  jsonPath: string;
  strategy: string;
}

export interface YamlProblem extends TextPosition {
  message: string;
}

/** The files that a YAML names; what is wrong is reported with its place, and the rest is read. */
export function readLlavaYaml(text: string): { datasets: YamlDataset[]; problems: YamlProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const problems: YamlProblem[] = [];
  const report = (offset: number, message: string): void => {
    const { line, col } = lines.linePos(offset);
    problems.push({ line: Math.max(1, line), column: Math.max(1, col), message });
  };
  for (const { pos, message } of document.errors) report(pos[0], message.split('\n')[0] ?? '');
  const list = isMap(document.contents) ? document.contents.get('datasets', true) : null;
  if (!isSeq(list)) {
    report(0, 'There is no list "datasets".');
    return { datasets: [], problems };
  }
  const datasets = list.items.flatMap((item): YamlDataset[] => {
    if (!isMap(item)) return [];
    const path = item.get('json_path');
    const offset = item.range?.[0] ?? 0;
    if (typeof path !== 'string' || path === '') {
      report(offset, 'This entry has no "json_path".');
      return [];
    }
    const node = item.get('sampling_strategy', true);
    const strategy = isScalar(node) ? String(node.value) : 'all';
    if (!SAMPLING_STRATEGY.test(strategy)) {
      report(
        isScalar(node) ? (node.range?.[0] ?? offset) : offset,
        `"${strategy}" is no sampling strategy.`,
      );
      return [];
    }
    return [{ jsonPath: path, strategy }];
  });
  return { datasets, problems };
}
