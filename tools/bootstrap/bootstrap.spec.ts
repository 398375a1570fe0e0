import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const SYSTEM_TOOLS = ['env', 'flock', 'sh', 'touch', 'cat', 'mkdir', 'dirname'];
const PROGRAMS = ['redis-check-rdb', 'ffmpeg', 'pocketsphinx_continuous', 'openssl'];
const LOCK = { packages: { '': {}, 'node_modules/left': { version: '1.0.0', integrity: 'sha512-a' } } };

let checkout: string;
let bin: string;

beforeEach(() => {
  checkout = mkdtempSync(path.join(os.tmpdir(), 'guildhall-bootstrap-'));
  bin = path.join(checkout, 'bin');
  cpSync('tools/bootstrap.mjs', path.join(checkout, 'tools/bootstrap.mjs'));
  cpSync('tools/bootstrap', path.join(checkout, 'tools/bootstrap'), { recursive: true });
  for (const file of ['tsconfig.json', 'tsconfig.build.json', 'nest-cli.json']) write(file, '{}');
  write('package-lock.json', JSON.stringify(LOCK));
  write('apps/one/src/main.ts', 'export {};');
  write('libs/two/src/index.ts', 'export {};');
  write('apps/web/src/main.tsx', 'export {};');
  write('docs/openapi.json', '{}');
  mkdirSync(bin);
  for (const tool of SYSTEM_TOOLS) {
    const { stdout } = spawnSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' });
    symlinkSync(stdout.trim(), path.join(bin, tool));
  }
  // Each stand-in writes down how it was called.
  program('npm', 'mkdir -p node_modules; cat package-lock.json > node_modules/.package-lock.json');
  write('node_modules/@nestjs/cli/bin/nest.js', `require('fs').appendFileSync('calls', 'nest build\\n')`);
  write(
    'node_modules/openapi-typescript/bin/cli.js',
    `require('fs').mkdirSync('apps/web/src/api', { recursive: true });
    require('fs').writeFileSync('apps/web/src/api/schema.gen.ts', '')`,
  );
  write('node_modules/vite/bin/vite.js', `require('fs').appendFileSync('calls', 'vite build\\n')`);
  mkdirSync(path.join(checkout, 'dist/web'), { recursive: true });
});

afterEach(() => rmSync(checkout, { recursive: true, force: true }));

function write(file: string, content: string): void {
  mkdirSync(path.dirname(path.join(checkout, file)), { recursive: true });
  writeFileSync(path.join(checkout, file), content);
}

function program(name: string, script: string): void {
  const file = path.join(bin, name);
  writeFileSync(file, `#!/bin/sh\necho "${name} $*" >> ${checkout}/calls\n${script}\n`);
  chmodSync(file, 0o755);
}

function installPrograms(): void {
  for (const name of PROGRAMS) program(name, '');
}

function bootstrap(group: string, environment: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/bootstrap.mjs', `--for=${group}`], {
    cwd: checkout,
    env: { PATH: bin, ...environment },
    encoding: 'utf8',
  });
  const callsFile = path.join(checkout, 'calls');
  const calls = existsSync(callsFile) ? readFileSync(callsFile, 'utf8').trim().split('\n') : [];
  rmSync(callsFile, { force: true });
  return { status, output: stdout + stderr, calls };
}

describe('the set-up', () => {
  it('installs and builds once, then changes nothing', () => {
    const first = bootstrap('build');
    expect(first.calls).toEqual([expect.stringMatching(/^npm ci --ignore-scripts/), 'vite build', 'nest build']);
    expect(first.status).toBe(0);
    expect(bootstrap('build')).toEqual({ status: 0, output: '', calls: [] });
  });

  it('installs again when the lock file asks for another version', () => {
    bootstrap('build');
    write('package-lock.json', JSON.stringify(LOCK).replace('1.0.0', '1.0.1'));
    expect(bootstrap('build').calls).toEqual([expect.stringMatching(/^npm ci/), 'vite build', 'nest build']);
  });

  it('does not miss packages that are for other platforms', () => {
    const optional = { version: '1.0.0', integrity: 'sha512-b', optional: true };
    write('node_modules/.package-lock.json', JSON.stringify(LOCK));
    write('package-lock.json', JSON.stringify({ packages: { ...LOCK.packages, 'node_modules/darwin': optional } }));
    expect(bootstrap('build').calls).toEqual(['vite build', 'nest build']);
  });

  it('hands npm none of the settings of the npm that runs it, save where packages come from', () => {
    program('npm', `env >> ${checkout}/calls; cat package-lock.json > node_modules/.package-lock.json`);
    const { calls } = bootstrap('build', {
      npm_config_prefix: '/elsewhere',
      npm_config_registry: 'https://npm.example',
    });
    expect(calls).toContain('npm_config_registry=https://npm.example');
    expect(calls.filter((line) => line.includes('/elsewhere'))).toEqual([]);
  });

  it('builds again when a source changed, and deletes what has no source any more', () => {
    bootstrap('build');
    write('dist/apps/one/src/main.js', '');
    write('dist/apps/one/src/gone.js', '');
    write('apps/one/src/main.ts', 'export const changed = true;');
    expect(bootstrap('build').calls).toEqual(['nest build']);
    expect(existsSync(path.join(checkout, 'dist/apps/one/src/main.js'))).toBe(true);
    expect(existsSync(path.join(checkout, 'dist/apps/one/src/gone.js'))).toBe(false);
  });

  it('builds again when a file changed that is copied beside the code', () => {
    write('apps/one/plans/baker.json', '{}');
    bootstrap('build');
    expect(bootstrap('build').calls).toEqual([]);
    write('apps/one/plans/baker.json', '{"id":"baker"}');
    expect(bootstrap('build').calls).toEqual(['nest build']);
  });

  it('tries the build again after one that failed', () => {
    write('node_modules/@nestjs/cli/bin/nest.js', 'process.exit(1)');
    expect(bootstrap('build').status).toBe(1);
    write('node_modules/@nestjs/cli/bin/nest.js', `require('fs').appendFileSync('calls', 'nest build\\n')`);
    expect(bootstrap('build').calls).toEqual(['nest build']);
  });

  it('lists what is missing where there is no apt, and stops', () => {
    const { status, output, calls } = bootstrap('run');
    expect(status).toBe(1);
    expect(output).toMatch(/redis-tools +the embedded Redis/);
    expect(output).toMatch(/apt-get install redis-tools ffmpeg/);
    expect(calls).not.toContain('nest build');
  });

  it('needs no Redis of its own where the user runs one', () => {
    expect(bootstrap('run', { REDIS_URL: 'redis://127.0.0.1' }).output).not.toContain('redis-tools');
  });

  it('installs by apt what is missing, and fetches package lists only when that failed', () => {
    installPrograms();
    rmSync(path.join(bin, 'ffmpeg'));
    program('sudo', 'if [ "$1" = -n ]; then shift; fi; exec "$@"');
    const install = `touch ${bin}/ffmpeg`;
    program(
      'apt-get',
      `case "$*" in *update*) touch ${checkout}/lists;; *) test -e ${checkout}/lists || exit 100; ${install};; esac`,
    );
    const { status, calls } = bootstrap('run');
    expect(status).toBe(0);
    const apt = calls.filter((call) => call.startsWith('apt-get')).map((call) => call.replace(/^.*Timeout=\d+ /, ''));
    expect(apt).toEqual([
      'install -y -qq --no-install-recommends ffmpeg',
      'update -qq',
      'install -y -qq --no-install-recommends ffmpeg',
    ]);
  });

  it('says so when apt could not install a package', () => {
    installPrograms();
    rmSync(path.join(bin, 'ffmpeg'));
    program('sudo', 'if [ "$1" = -n ]; then shift; fi; exec "$@"');
    program('apt-get', 'echo "E: Held back."; exit 100');
    const { status, output } = bootstrap('run');
    expect(status).toBe(1);
    expect(output).toMatch(/apt could not install ffmpeg:\n {2}E: Held back\./);
  });

  it('knows its groups', () => {
    expect(bootstrap('everything')).toMatchObject({
      status: 1,
      output: expect.stringMatching(/known are build, check/),
    });
  });
});
