#!/usr/bin/env node
// Makes a fresh checkout runnable: npm packages, system packages, build. It runs before node_modules exists, so it
// imports nothing but Node's own modules. A second run finds everything in place and changes nothing.
//   node tools/bootstrap.mjs --for=run|demo|test|samples|check|build
import process from 'node:process';
import { build, buildIsCurrent } from './bootstrap/build.mjs';
import { buildWeb, webIsCurrent } from './bootstrap/build-web.mjs';
import { withLock } from './bootstrap/lock.mjs';
import { installNpmPackages, npmPackagesAreCurrent } from './bootstrap/npm-packages.mjs';
import { installSystemPackages, missingSystemPackages } from './bootstrap/system-packages.mjs';

const OLDEST_NODE = [20, 19];

/** What each group of commands needs from the system, beside the npm packages and the build. */
const GROUPS = {
  build: [],
  check: [],
  run: ['platform'],
  demo: ['platform'],
  samples: ['platform', 'recording'],
  test: ['platform', 'recording', 'sealing'],
};

function main() {
  const root = new URL('..', import.meta.url).pathname;
  process.chdir(root);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    fail(`Node ${process.versions.node} is too old: ${OLDEST_NODE.join('.')} or later is needed.`);
  }
  const group = process.argv.find((argument) => argument.startsWith('--for='))?.slice('--for='.length) ?? 'run';
  const needs = GROUPS[group];
  if (!needs) fail(`--for=${group} is unknown; known are ${Object.keys(GROUPS).join(', ')}.`);

  const isComplete = () =>
    npmPackagesAreCurrent(root) &&
    missingSystemPackages(needs).length === 0 &&
    webIsCurrent(root) &&
    buildIsCurrent(root);
  if (isComplete()) return;
  withLock(root, () => {
    // Somebody else may have done it while we waited for the lock.
    if (!npmPackagesAreCurrent(root)) installNpmPackages(root);
    const missing = missingSystemPackages(needs);
    if (missing.length > 0) installSystemPackages(missing);
    if (!webIsCurrent(root)) buildWeb(root);
    if (!buildIsCurrent(root)) build(root);
  });
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

try {
  main();
} catch (error) {
  fail(error.message);
}
