import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';

/** A recording that the platform has said it keeps. */
export interface JournalledTake {
  case: string;
  interviewId: string;
  takeId: string;
  uploadId: string;
  /** SHA-256 of the recording, in hex. */
  sha256: string;
}

/** What the client was promised: one line for each 2xx of `complete`, on the disk before the client does anything else. */
export class TakeJournal {
  constructor(private readonly file: string) {
    mkdirSync(path.dirname(file), { recursive: true });
  }

  write(take: JournalledTake): void {
    const descriptor = openSync(this.file, 'a', 0o600);
    try {
      writeSync(descriptor, `${JSON.stringify(take)}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }

  takesOf(caseName: string): JournalledTake[] {
    if (!existsSync(this.file)) return [];
    const lines = readFileSync(this.file, 'utf8').split('\n');
    return lines
      .filter((line) => line !== '')
      .map((line): JournalledTake => JSON.parse(line))
      .filter((take) => take.case === caseName);
  }
}
