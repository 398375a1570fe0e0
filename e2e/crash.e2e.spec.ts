import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import type { CrashReport } from '../tools/crash/crash-report.js';
import { projectRoot } from '../tools/platform/platform-folder.js';

const program = path.join(projectRoot, 'dist/tools/crash/main.js');
const cases = ['kill@complete', 'flushall@transcribe', 'pg-restart@score', 'kill@submit'];
/** On a quiet machine it takes a quarter of this. */
const timeoutMs = 360_000;

/** The short form of `npm run test:crash`: a kill before and after a commit, an emptied Redis and a fallen Postgres, on all-in-one as people run it. */
describe('a platform that falls in the middle of the work', () => {
  let crashTest: ChildProcess | null = null;

  afterAll(() => {
    if (crashTest?.exitCode === null) crashTest.kill('SIGKILL');
  });

  it(
    'keeps every acknowledged recording, makes of each one result, once, and pays nobody twice',
    async () => {
      const words = cases.flatMap((name) => ['--case', name]);
      const { code, output } = await run([...words, '--mode', 'all', '--engines', 'models']);
      const report = JSON.parse(output.trimEnd().split('\n').at(-1) ?? '') as CrashReport;
      expect(report.violations).toEqual([]);
      expect(report).toMatchObject({ cases: 4, passed: 4, remaining: 0, acknowledged: 6, final: 6, scorecards: 6 });
      expect(report).toMatchObject({ seals: 2, transfers: 1 });
      // A reply may be lost before it is stored; what is stored is never asked for again, which the cases themselves check.
      expect(report.modelReplies).toBe(12);
      expect(code).toBe(0);
    },
    timeoutMs,
  );

  async function run(words: string[]): Promise<{ code: number | null; output: string }> {
    const args = ['--enable-source-maps', program, '--environment', 'crash-test', ...words];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env: environment() });
    crashTest = child;
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, output };
  }
});

/** Without Jest's own settings for Node. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...rest } = process.env;
  return rest;
}
