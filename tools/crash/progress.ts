import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../platform/platform-folder.js';
import type { CaseResult } from './run-case.js';

/** Written by the build: what the programs were made from. */
const sourcesFile = path.join(projectRoot, 'dist/.sources');

interface KeptProgress {
  /** What was found out about other sources says nothing. */
  sources: string | null;
  results: CaseResult[];
}

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
    const kept: KeptProgress = { sources: textOf(sourcesFile), results: [...this.kept.values()] };
    writeFileSync(draft, `${JSON.stringify(kept, null, 2)}\n`);
    renameSync(draft, this.file);
  }
}

function read(file: string): CaseResult[] {
  const text = textOf(file);
  if (text === null) return [];
  const { sources, results } = JSON.parse(text) as KeptProgress;
  return sources === textOf(sourcesFile) ? results : [];
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw thrown;
  }
}
