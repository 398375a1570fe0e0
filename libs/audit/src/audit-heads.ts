import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';

/** The last link of a service's chain. Kept elsewhere, it shows when the end of a chain was cut off or written anew. */
export interface AuditHead {
  service: string;
  position: number;
  hash: string;
}

/**
 * Keeps the last head of each service in a folder, one file each. It proves the more the farther it lies from the
 * database: a volume of another system, or one that can only be written once.
 */
export class AuditHeads {
  constructor(private readonly directory: string) {}

  async keep(head: AuditHead): Promise<void> {
    await mkdir(this.directory, { recursive: true });
    const draft = `${this.fileOf(head.service)}.new`;
    const file = await open(draft, 'w');
    try {
      await file.writeFile(`${JSON.stringify(head)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, this.fileOf(head.service));
  }

  /** Null where none was kept yet. */
  async last(service: string): Promise<AuditHead | null> {
    try {
      return JSON.parse(await readFile(this.fileOf(service), 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  private fileOf(service: string): string {
    return path.join(this.directory, `${service}.json`);
  }
}
