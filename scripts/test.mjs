/**
 * `npm test`: every check of the project, one after the other, with one closing line. `--only a,b` runs some of them.
 * Each step runs to its end even when an earlier one failed, so that one run shows everything that is wrong.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureChromium } from './chromium.mjs';

const OUT = '.output';

/** Counts of one Vitest or Playwright JSON report. */
const readVitest = (file) => {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + (report.success || report.numFailedTests > 0 ? 0 : 1),
    skipped: report.numPendingTests,
  };
};
const readPlaywright = (file) => {
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
};

const vitest = (name, projects) => ({
  name,
  command: [
    'vitest',
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${OUT}/${name}.json`,
  ],
  report: () => readVitest(`${OUT}/${name}.json`),
});

const STEPS = [
  { name: 'types', command: ['tsc', '-b'] },
  { name: 'lint', command: ['biome', 'ci', '--error-on-warnings', '.'] },
  {
    name: 'boundaries',
    command: ['depcruise', 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
  },
  { name: 'dead-code', command: ['knip'] },
  vitest('unit', ['node', 'dom']),
  vitest('browser', ['browser']),
  { name: 'build', command: ['vite', 'build'] },
  {
    name: 'e2e',
    command: ['playwright', 'test'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: `${OUT}/e2e.json` },
    report: () => readPlaywright(`${OUT}/e2e.json`),
  },
];

function runStep(step) {
  const startedAt = Date.now();
  console.log(`\n── ${step.name} ──`);
  const { status } = spawnSync('npx', ['--no-install', ...step.command], {
    stdio: 'inherit',
    env: { ...process.env, ...step.env },
  });
  const counts = countOf(step, status);
  console.log(
    `── ${step.name}: ${counts.failed === 0 ? 'ok' : 'FAILED'} in ${((Date.now() - startedAt) / 1000).toFixed(0)} s`,
  );
  return { name: step.name, ...counts };
}

/** A runner that exits with an error is a failure even when its report shows none. */
function countOf(step, status) {
  const exit = { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
  if (!step.report) return exit;
  try {
    const counts = step.report();
    return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch {
    return { ...exit, passed: 0, failed: 1 };
  }
}

const onlyAt = process.argv.indexOf('--only');
const only = onlyAt >= 0 ? process.argv[onlyAt + 1].split(',') : null;
const steps = STEPS.filter((step) => !only || only.includes(step.name));
if (steps.some((step) => ['browser', 'e2e'].includes(step.name))) ensureChromium();
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });

const results = steps.map(runStep);
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
const failed = results.filter((result) => result.failed > 0).map((result) => result.name);
console.log(`\n${failed.length === 0 ? 'All steps passed.' : `Failed: ${failed.join(', ')}.`}`);
console.log(
  `${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}`,
);
process.exitCode = sum('failed') === 0 ? 0 : 1;
