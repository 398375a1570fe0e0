import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const LOG = 'var/system-packages.log';
const LOG_TAIL_LINES = 15;

/**
 * Debian packages by what they are needed for. `found` names programs or paths, any of which shows that it is there;
 * `unless` the setting that makes it needless. None of these packages brings a system service.
 */
const PACKAGES = {
  platform: [
    { name: 'redis-tools', why: 'the embedded Redis', found: ['redis-server', 'redis-check-rdb'], unless: 'REDIS_URL' },
    { name: 'ffmpeg', why: 'reading and converting recordings', found: ['ffmpeg'] },
    { name: 'pocketsphinx', why: 'speech recognition without a cloud', found: ['pocketsphinx_continuous'] },
    {
      name: 'pocketsphinx-en-us',
      why: 'its English model',
      found: ['/usr/share/pocketsphinx/model/en-us/en-us'],
    },
    { name: 'openssl', why: 'keys and certificates', found: ['openssl'] },
  ],
  recording: [
    { name: 'chromium', why: 'recording as applicants do', found: ['chromium', 'chromium-browser', 'google-chrome'] },
    { name: 'festival', why: 'speaking the sample answers', found: ['text2wave'] },
    {
      name: 'festvox-us-slt-hts',
      why: 'its voice',
      found: ['/usr/share/festival/voices/us/cmu_us_slt_arctic_hts'],
    },
    { name: 'sox', why: 'mixing sound', found: ['sox'] },
  ],
  sealing: [
    { name: 'poppler-utils', why: 'reading and checking PDFs by a program of others', found: ['pdfsig'] },
    { name: 'libnss3-tools', why: 'the certificates that it trusts', found: ['certutil'] },
    { name: 'qpdf', why: 'checking the structure of PDFs', found: ['qpdf'] },
  ],
};

/** The packages of those needs that are not there: `{ name, why }[]`. */
export function missingSystemPackages(needs) {
  return needs
    .flatMap((need) => PACKAGES[need])
    .filter(({ unless }) => !(unless && process.env[unless]))
    .filter(({ found }) => !found.some(isThere));
}

function isThere(programOrPath) {
  if (path.isAbsolute(programOrPath)) return existsSync(programOrPath);
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(path.join(folder, programOrPath)));
}

/** Installs by apt, as root or by sudo; elsewhere says what is missing and throws. */
export function installSystemPackages(missing) {
  const names = missing.map(({ name }) => name);
  const list = missing.map(({ name, why }) => `  ${name.padEnd(20)} ${why}`).join('\n');
  const byHand = `Install them, then run the command again. On Debian or Ubuntu:\n  apt-get install ${names.join(' ')}`;
  if (!isThere('apt-get')) throw new Error(`These system packages are missing:\n${list}\n${byHand}`);

  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !isThere('sudo')) {
    throw new Error(`These system packages are missing, and only root can install them:\n${list}\n${byHand}`);
  }
  console.log(`Installing system packages by apt${isRoot ? '' : ', which needs root and so asks sudo'}:\n${list}`);
  const started = Date.now();
  // Package lists are missing on a new machine and may be too old on others; then they are fetched.
  const installed = install(names) || (apt(['update', '-qq']) && install(names));
  const stillMissing = missing.filter(({ found }) => !found.some(isThere)).map(({ name }) => name);
  if (!installed || stillMissing.length > 0) {
    const why = readFileSync(LOG, 'utf8').trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n  ');
    throw new Error(`apt could not install ${stillMissing.join(' ')}:\n  ${why}\n${byHand}`);
  }
  console.log(`  done in ${Math.round((Date.now() - started) / 1000)} s`);
}

function install(names) {
  return apt(['install', '-y', '-qq', '--no-install-recommends', ...names]);
}

/** apt's many words go to a file. */
function apt(args) {
  const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-o', 'DPkg::Lock::Timeout=600', ...args];
  // Without a terminal sudo must fail at once rather than wait for a password.
  const asRoot = process.getuid?.() === 0 ? [] : process.stdin.isTTY ? ['sudo'] : ['sudo', '-n'];
  const [program, ...rest] = [...asRoot, ...command];
  const log = openSync(LOG, 'w');
  const input = asRoot.length > 0 ? 'inherit' : 'ignore';
  const { status } = spawnSync(program, rest, { stdio: [input, log, log] });
  closeSync(log);
  return status === 0;
}
