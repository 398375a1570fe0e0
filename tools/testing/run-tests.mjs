import process from 'node:process';
import { runJest } from './run-jest.mjs';

// `npm test`: all projects of Jest, or what the arguments select, closing with one line of counts.
const { passed, failed, skipped, isGood } = runJest({
  resultsFile: 'var/test/results.json',
  args: process.argv.slice(2),
});
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = isGood ? 0 : 1;
