import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';

/**
 * Runs Jest in sight of the user.
 * @param {{ resultsFile: string, args: string[], environment?: Record<string, string> }} run
 * @returns {{ passed: number, failed: number, skipped: number, isGood: boolean }} what the run counted
 */
export function runJest({ resultsFile, args, environment = {} }) {
  mkdirSync(dirname(resultsFile), { recursive: true });
  rmSync(resultsFile, { force: true });
  const jest = spawnSync(
    process.execPath,
    ['node_modules/jest/bin/jest.js', ...args, '--json', `--outputFile=${resultsFile}`],
    {
      stdio: 'inherit',
      env: {
        ...process.env,
        ...environment,
        // Native modules in Jest are still behind this flag; its workers inherit it.
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`,
      },
    },
  );
  const counts = countResults(resultsFile);
  return { ...counts, isGood: jest.status === 0 && counts.failed === 0 && counts.passed > 0 };
}

/** A file that could not even be loaded counts as one failure; so does a run that left no results. */
function countResults(resultsFile) {
  try {
    const results = JSON.parse(readFileSync(resultsFile, 'utf8'));
    return {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
