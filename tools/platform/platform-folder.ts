import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout that this program belongs to, whether it runs from its source or from `dist/`. */
export const projectRoot = findRoot(path.dirname(fileURLToPath(import.meta.url)));

/** Where an environment (`data` of `npm start`, `demo`, …) keeps everything it has. */
export interface PlatformFolder {
  readonly environment: string;
  readonly root: string;
  readonly secrets: string;
  readonly postgres: string;
  readonly redis: string;
  readonly mailbox: string;
  /** Stored recordings, and apart from them the keys that they are encrypted with. */
  readonly storage: string;
  readonly dataKeys: string;
  /** The key and the certificates that contracts are sealed with. */
  readonly sealKeys: string;
  /** The key that certificates of deletion are signed with. */
  readonly certificateKeys: string;
  /** Keys that wrap those of people's tax and account numbers. */
  readonly payrollKeys: string;
  /** What the simulated bank knows. */
  readonly simulatedBank: string;
  /** Uploads that are not stored yet. */
  readonly spool: string;
  /** Files of a job, for as long as it runs. */
  readonly work: string;
  readonly logs: string;
  /** The last link of each service's audit chain, outside the database. */
  readonly auditHeads: string;
  /** Written while a launcher runs: which processes and ports. */
  readonly state: string;
}

export function platformFolder(environment: string): PlatformFolder {
  if (!/^[a-z][a-z0-9-]*$/.test(environment)) throw new Error(`"${environment}" is no name for an environment.`);
  const root = path.join(projectRoot, 'var', environment);
  const below = (name: string) => path.join(root, name);
  return {
    environment,
    root,
    secrets: below('secrets'),
    postgres: below('postgres'),
    redis: below('redis'),
    mailbox: below('mailbox'),
    storage: below('storage'),
    dataKeys: below('data-keys'),
    sealKeys: below('seal-keys'),
    certificateKeys: below('certificate-keys'),
    payrollKeys: below('payroll-keys'),
    simulatedBank: below('simulated-bank'),
    spool: below('spool'),
    work: below('work'),
    logs: below('logs'),
    auditHeads: below('audit-heads'),
    state: below('platform.json'),
  };
}

function findRoot(start: string): string {
  for (let folder = start; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'package-lock.json'))) return folder;
  }
  throw new Error(`There is no checkout above ${start}.`);
}
