import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { messageOf } from '@guildhall/errors';
import { holdFolder } from './platform/launcher-lock.js';
import { platformFolder, projectRoot } from './platform/platform-folder.js';

// `npm run reset [-- environment]`: deletes everything that the platform keeps in var/<environment> (data by default),
// its keys and recordings too. A database of your own (DATABASE_URL) is not touched.
async function main(): Promise<void> {
  const environment = process.argv[2] ?? 'data';
  const folder = platformFolder(environment).root;
  if (!existsSync(folder)) {
    const known = existsSync(path.join(projectRoot, 'var')) ? readdirSync(path.join(projectRoot, 'var')) : [];
    console.log(`There is nothing in ${folder}.${known.length > 0 ? ` There is: ${known.join(', ')}` : ''}`);
    return;
  }
  const lock = await holdFolder(folder);
  if (!lock) throw new Error(`The platform runs on ${folder}; stop it first.`);
  try {
    if (process.stdin.isTTY && !(await agreed(folder))) return;
    rmSync(folder, { recursive: true, force: true });
    console.log(`Deleted ${folder}.`);
  } finally {
    await lock.release();
  }
}

async function agreed(folder: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`Delete ${folder} with all its data, keys and recordings? Type yes: `);
  terminal.close();
  return answer.trim() === 'yes';
}

try {
  await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
