import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/**
 * Whether node_modules holds what the lock file asks for. npm writes down what it installed at the very end of an
 * installation, so an interrupted one counts as stale.
 */
export function npmPackagesAreCurrent(root) {
  const installedFile = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  return (
    Object.keys(installed).every((name) => wanted[name]) &&
    Object.entries(wanted).every(([name, { version, integrity, optional }]) => {
      if (name === '') return true;
      const found = installed[name];
      // Optional packages are mostly binaries for other platforms.
      return found ? found.version === version && found.integrity === integrity : optional === true;
    })
  );
}

export function installNpmPackages(root) {
  console.log('Installing the npm packages of the lock file (npm ci) …');
  const started = Date.now();
  // Nothing here depends on an install script, so none is run.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const result = spawnSync(npm[0], [...npm.slice(1), ...args], {
    stdio: 'inherit',
    cwd: root,
    env: cleanEnvironment(),
  });
  if (result.error) throw new Error(`npm could not be started: ${result.error.message}`);
  if (result.status !== 0) throw new Error('The npm packages could not be installed; npm says why above.');
  console.log(`  done in ${Math.round((Date.now() - started) / 1000)} s`);
}

/**
 * npm hands its own settings down to the scripts it runs (`npm run -s` or `--prefix` would change what `npm ci` does
 * here); only those that say where packages come from are kept.
 */
function cleanEnvironment() {
  const inherited = /^npm_(config_|package_|lifecycle_|command|node_execpath)/i;
  const kept = /^npm_config_(registry|cache|userconfig|globalconfig|cafile|noproxy|(https?_?)?proxy)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !inherited.test(name) || kept.test(name)));
}
