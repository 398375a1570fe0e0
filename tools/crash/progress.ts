import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CaseResult } from './run-case.js';

/** What was found out so far, in a file: a run that is interrupted goes on from there. */
export class Progress {
  private constructor(
    private readonly file: string,
    private readonly kept: Map<string, CaseResult>,
  ) {}

  /** @param resumes false to begin anew */
  static open(file: string, resumes: boolean): Progress {
    return new Progress(file, new Map((resumes ? read(file) : []).map((result) => [result.name, result])));
  }

  /** Those that passed; what failed is tried again. */
  passed(name: string): CaseResult | null {
    const result = this.kept.get(name);
    return result && result.violations.length === 0 ? result : null;
  }

  keep(result: CaseResult): void {
    this.kept.set(result.name, result);
    mkdirSync(path.dirname(this.file), { recursive: true });
    const draft = `${this.file}.new`;
    writeFileSync(draft, `${JSON.stringify([...this.kept.values()], null, 2)}\n`);
    renameSync(draft, this.file);
  }
}

function read(file: string): CaseResult[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as CaseResult[];
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw thrown;
  }
}
