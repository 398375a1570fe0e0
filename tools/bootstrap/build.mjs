import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const SETTINGS = ['tsconfig.json', 'tsconfig.build.json', 'nest-cli.json', 'package-lock.json'];
const SOURCES = ['apps', 'libs', 'tools'];
/** Copied beside what is compiled, as nest-cli.json says. */
const ASSETS = /\/plans\/[^/]+\.json$/;
const HASH_FILE = 'dist/.sources';
/** Built by its own tools, into a folder of its own. */
const WEB_FOLDER = path.join('apps', 'web');
const WEB_OUTPUT = 'web';

export function buildIsCurrent(root) {
  const file = path.join(root, HASH_FILE);
  return existsSync(file) && readFileSync(file, 'utf8') === hashOfSources(root);
}

export function build(root) {
  console.log('Building …');
  const started = Date.now();
  // Taken before the build: a file that is saved meanwhile is built again next time.
  const hash = hashOfSources(root);
  const result = spawnSync(process.execPath, ['node_modules/@nestjs/cli/bin/nest.js', 'build'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (result.status !== 0) throw new Error('The build failed; the compiler says why above.');
  removeOrphans(root);
  writeFileSync(path.join(root, HASH_FILE), hash);
  console.log(`  done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function hashOfSources(root) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0]);
  for (const file of [...SETTINGS, ...sourceFiles(root)]) {
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

function sourceFiles(root) {
  return SOURCES.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true })
      .filter((name) => (name.endsWith('.ts') && !name.endsWith('.spec.ts')) || ASSETS.test(name))
      .filter((name) => !name.includes('node_modules'))
      .map((name) => path.join(folder, name))
      .filter((name) => !name.startsWith(WEB_FOLDER)),
  ).sort();
}

/** The compiler never removes the output of a source that was deleted or renamed. */
function removeOrphans(root) {
  const dist = path.join(root, 'dist');
  for (const name of readdirSync(dist, { recursive: true })) {
    if (name.startsWith(WEB_OUTPUT + path.sep)) continue;
    const source = /^(.*)\.(?:d\.ts|js|js\.map)$/.exec(name)?.[1];
    if (source && !existsSync(path.join(root, `${source}.ts`))) rmSync(path.join(dist, name));
  }
}
