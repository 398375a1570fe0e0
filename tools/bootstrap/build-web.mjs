import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const FOLDER = 'apps/web';
/** The types of the API's client are made from this. */
const API_DOCUMENT = 'docs/openapi.json';
const API_TYPES = 'apps/web/src/api/schema.gen.ts';
const HASH_FILE = 'dist/web/.sources';

export function webIsCurrent(root) {
  const file = path.join(root, HASH_FILE);
  const types = path.join(root, API_TYPES);
  return existsSync(types) && existsSync(file) && readFileSync(file, 'utf8') === hashOfSources(root);
}

/** The browser's client: `dist/web`, which the gateway serves. */
export function buildWeb(root) {
  console.log('Building the web client …');
  const started = Date.now();
  const hash = hashOfSources(root);
  run(root, 'openapi-typescript/bin/cli.js', [API_DOCUMENT, '--output', API_TYPES]);
  run(root, 'vite/bin/vite.js', ['build', FOLDER, '--logLevel', 'warn']);
  writeFileSync(path.join(root, HASH_FILE), hash);
  console.log(`  done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function run(root, program, args) {
  const result = spawnSync(process.execPath, [path.join('node_modules', program), ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  if (result.status === 0) return;
  throw new Error(`The web client could not be built:\n${result.stdout}${result.stderr}`);
}

function hashOfSources(root) {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', API_DOCUMENT, ...sourceFiles(root)]) {
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

function sourceFiles(root) {
  return readdirSync(path.join(root, FOLDER), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map((entry) => path.join(path.relative(root, entry.parentPath), entry.name))
    .filter((file) => file !== path.normalize(API_TYPES))
    .sort();
}
