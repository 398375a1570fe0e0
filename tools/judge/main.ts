import process from 'node:process';
import { messageOf } from '@guildhall/errors';
import { type JudgeTask, readJudgeTask } from './judge-task.js';
import { runJudgeTests } from './run-judge-tests.js';

// `npm run test:judge`: what a compromised judge can do for somebody, whether changes that show nothing more can raise a score,
// and what the detector of instructions finds. It exits with 1 where a figure is missed, with 2 where the call or a file is wrong.
async function main(): Promise<number> {
  let task: JudgeTask;
  try {
    task = await readJudgeTask(process.argv.slice(2));
  } catch (error) {
    console.error(messageOf(error));
    return 2;
  }
  const figures = await runJudgeTests(task, (line) => console.log(line));
  console.log(JSON.stringify(figures));
  return figures.missed.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
