import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import process from 'node:process';

// `npm test`: all projects of Jest, or what the arguments select, closing with one line of counts.
const RESULTS = 'var/test/results.json';

mkdirSync('var/test', { recursive: true });
rmSync(RESULTS, { force: true });
const jest = spawnSync(
  process.execPath,
  ['node_modules/jest/bin/jest.js', '--json', `--outputFile=${RESULTS}`, ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      // Native modules in Jest are still behind this flag; its workers inherit it.
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`,
    },
  },
);
const counts = countResults();
console.log(
  `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`,
);
process.exitCode = jest.status === 0 && counts.failed === 0 && counts.passed > 0 ? 0 : 1;

/** A file that could not even be loaded counts as one failure; so does a run that left no results. */
function countResults() {
  try {
    const results = JSON.parse(readFileSync(RESULTS, 'utf8'));
    return {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
