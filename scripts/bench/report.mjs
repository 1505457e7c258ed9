import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

const FILE = new URL('../../docs/benchmarks.md', import.meta.url);

/** The one-minute load average: other work on the machine makes every number here worse. */
export const loadNow = () => loadavg()[0].toFixed(2);

export function machine(chromiumVersion) {
  const cores = cpus();
  return [
    ['Date', new Date().toISOString().slice(0, 16).replace('T', ' ').concat(' UTC')],
    ['Machine', `${cores.length} × ${cores[0]?.model.trim() ?? 'unknown CPU'}`],
    ['Memory', `${(totalmem() / 2 ** 30).toFixed(1)} GiB`],
    ['Browser', `Chromium ${chromiumVersion}, headless`],
    ['Node', process.version],
  ];
}

const line = (cells) => `| ${cells.join(' | ')} |`;

/** A Markdown table; every column but the first is a number and stands right. */
function table(head, rows) {
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)];
}

/** @param sections what each part of the benchmark returned */
export function markdown(facts, sections) {
  const parts = sections.flatMap(({ title, head, rows, notes = [], load }) => [
    `### ${title}`,
    '',
    ...table(head, rows),
    '',
    ...notes.map((note) => `* ${note}`),
    `* Load average when it began and ended: ${load.join(', ')}.`,
    '',
  ]);
  return [line(['', '']), line(['---', '---']), ...facts.map(line), '', ...parts].join('\n').trim();
}

/** Replaces what is between the markers of that name; what people wrote around them stays. */
export function write(text, name = 'bench') {
  const start = `<!-- ${name}:start -->`;
  const end = `<!-- ${name}:end -->`;
  const page = readFileSync(FILE, 'utf8');
  const [before, rest] = page.split(start);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`docs/benchmarks.md has lost ${start} or ${end}.`);
  writeFileSync(FILE, `${before}${start}\n\n${text}\n\n${end}${after}`);
}
