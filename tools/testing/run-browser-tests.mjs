import { existsSync, readFileSync, rmSync } from 'node:fs';
import process from 'node:process';
import { runJest } from './run-jest.mjs';

// `npm run test:browser`: applicants in a real browser, all of it or what the arguments select; closes with one JSON line.
const measurementsFile = 'var/test/browser.jsonl';

const started = Date.now();
rmSync(measurementsFile, { force: true });
const { passed, failed, skipped, isGood } = runJest({
  resultsFile: 'var/test/browser.json',
  args: [...process.argv.slice(2), '--config', 'jest.browser.config.mjs', '--runInBand'],
  environment: { BROWSER_MEASUREMENTS: measurementsFile },
});
const seconds = Math.round((Date.now() - started) / 1000);
console.log(JSON.stringify({ passed, failed, skipped, seconds, ...measurements() }));
process.exitCode = isGood ? 0 : 1;

/** The rows that the tests noted, by their kind. */
function measurements() {
  if (!existsSync(measurementsFile)) return {};
  const lines = readFileSync(measurementsFile, 'utf8').trim().split('\n');
  const groups = {};
  for (const { kind, ...row } of lines.map((line) => JSON.parse(line))) groups[kind] = [...(groups[kind] ?? []), row];
  return groups;
}
