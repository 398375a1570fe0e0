import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { messageOf } from '@guildhall/errors';
import { readSealCertificates } from '../apps/contracts/src/sealing/seal-keys.js';
import { SealVerifiers } from '../apps/contracts/src/sealing/seal-verifiers.js';
import { platformFolder } from './platform/platform-folder.js';

// `npm run contracts:verify -- file.pdf [environment]`: whether a file was sealed by this installation and is unchanged to the
// last bit. Nothing has to run. SEAL_KEYS_DIRECTORY names the folder of the certificates where it is another one.
const words = {
  no_seal: 'it holds no seal',
  several_seals: 'it holds more than one seal',
  seal_malformed: 'its seal is not written as seals are',
  seal_too_large: 'its seal is larger than any of ours, and is not looked at',
  not_whole_file: 'its seal does not cover the whole file',
  signature_invalid: 'the seal does not fit what it covers',
  signer_unknown: 'its seal is valid, and not of this installation',
} as const;

async function main(): Promise<number> {
  const [file, environment = 'data'] = process.argv.slice(2);
  if (file === undefined) {
    console.error('Name a file: npm run contracts:verify -- file.pdf');
    return 2;
  }
  const directory = process.env['SEAL_KEYS_DIRECTORY'] ?? platformFolder(environment).sealKeys;
  const { current, former } = await readSealCertificates(directory);
  const verifier = await SealVerifiers.of(current, former);
  const { problem } = await verifier.verify(await readFile(file));
  console.log(problem === null ? `${file}: sealed here, and unchanged` : `${file}: NOT VERIFIED, ${words[problem]}`);
  return problem === null ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
