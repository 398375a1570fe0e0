import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

// `npm run check`: everything that can be judged without running the tests. One line a check, then what failed.
const TIMEOUT_MS = 300_000;

/** The longest first; two run at a time, as on a small machine more would only wait for each other. */
const CHECKS = [
  {
    name: 'types',
    command: [
      'node_modules/typescript/bin/tsc',
      ...['--noEmit', '-p', 'tsconfig.json'],
      ...['--incremental', '--tsBuildInfoFile', 'node_modules/.cache/check.tsbuildinfo'],
    ],
  },
  {
    name: 'types of the web client',
    command: [
      'node_modules/typescript/bin/tsc',
      ...['-p', 'apps/web/tsconfig.json', '--incremental', '--tsBuildInfoFile', 'node_modules/.cache/web.tsbuildinfo'],
    ],
  },
  { name: 'AsyncAPI drift', command: ['dist/tools/asyncapi/asyncapi.js', 'check'] },
  { name: 'OpenAPI drift', command: ['dist/tools/openapi/openapi.js', 'check'] },
  { name: 'migrations drift', command: ['dist/tools/migrations/migrate.js', 'drift'] },
  { name: 'dead code (knip)', command: ['node_modules/knip/bin/knip.js'] },
  {
    name: 'boundaries (dependency-cruiser)',
    command: [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.mjs',
    ].concat(['apps', 'libs', 'tools', 'e2e'].filter((folder) => existsSync(folder))),
  },
  {
    name: 'lint and format (biome)',
    command: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--colors=off', '.'],
  },
];
const AT_ONCE = 2;

const waiting = [...CHECKS];
const failures = [];
await Promise.all(Array.from({ length: AT_ONCE }, work));
for (const { name, output } of failures) console.log(`\n── ${name}\n${output.trimEnd()}`);
console.log(`\n${CHECKS.length - failures.length} checks passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;

async function work() {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const started = Date.now();
    const { passed, output } = await run(check.command);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`${passed ? '✓' : '✗'} ${check.name.padEnd(34)} ${seconds.padStart(5)} s`);
    if (!passed) failures.push({ name: check.name, output });
  }
}

function run(command) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'], timeout: TIMEOUT_MS });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    child.once('error', (error) => resolve({ passed: false, output: error.message }));
    child.once('close', (code, signal) =>
      resolve({
        passed: code === 0,
        output: signal ? `${output}\nended by ${signal} after ${TIMEOUT_MS / 1000} s` : output,
      }),
    );
  });
}
