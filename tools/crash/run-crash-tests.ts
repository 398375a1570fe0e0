import { cpSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '@guildhall/errors';
import { platformFolder, projectRoot } from '../platform/platform-folder.js';
import { type CrashCase, type EngineKind, engineKinds, enginesFor, nameOf, wayOf } from './crash-case.js';
import { type CrashHouse, openCrashHouse } from './crash-house.js';
import type { CrashOptions } from './crash-options.js';
import { type CrashReport, headline, lineOf, reportOf } from './crash-report.js';
import { nothingCounted } from './crash-way.js';
import { Progress } from './progress.js';
import { type CaseResult, runCase } from './run-case.js';
import { TakeJournal } from './take-journal.js';

const longestRunMs = 45 * 60_000;
/** What a case takes at most, from its opening to its last invariant; none is begun that could not end in time. */
const longestCaseMs = 4 * 60_000;
/** Two files of payments each: a sender has 36 a day, and the next one waits for the day after. */
const mostPaidCases = 15;

/** Runs the chosen cases one after the other on a platform that stays up; only what a fault ended is started again. */
export async function runCrashTests(options: CrashOptions, print: (line: string) => void): Promise<CrashReport> {
  const startedAt = performance.now();
  const folder = platformFolder(options.environment).root;
  const progress = openProgress(options, path.join(folder, `progress-${options.mode}.json`));
  const journal = new TakeJournal(path.join(folder, `journal-${Date.now()}.jsonl`));
  const run = new CrashRun(options, journal, print);
  const known = options.cases.map((each) => progress.passed(nameOf(each))).filter((result) => result !== null);
  if (known.length > 0)
    print(`${known.length} of ${options.cases.length} cases are known from an earlier run (--fresh tries them again).`);
  print(headline);
  const results = [...known];
  try {
    for (const engines of engineKinds) {
      const cases = options.cases.filter((each) => (options.engines ?? enginesFor(each.step)) === engines);
      for (const each of cases.filter((candidate) => progress.passed(nameOf(candidate)) === null)) {
        if (performance.now() - startedAt > longestRunMs - longestCaseMs) break;
        const result = await run.try(each, engines);
        progress.keep(result);
        results.push(result);
        print(lineOf(result));
      }
    }
  } finally {
    await run.end();
  }
  return reportOf(options.mode, options.cases, results, (performance.now() - startedAt) / 1000);
}

/** A run that was finished is not gone on with; the next one begins anew. */
function openProgress({ cases, resumes }: CrashOptions, file: string): Progress {
  const kept = Progress.open(file, resumes);
  const isFinished = cases.every((each) => kept.passed(nameOf(each)) !== null);
  return isFinished ? Progress.open(file, false) : kept;
}

/** The platform of a run: another one for other engines, after a case that broke something, and when its day is full of payments. */
class CrashRun {
  private house: CrashHouse | null = null;
  private engines: EngineKind | null = null;
  private paidCases = 0;

  constructor(
    private readonly options: CrashOptions,
    private readonly journal: TakeJournal,
    private readonly print: (line: string) => void,
  ) {}

  async try(crashCase: CrashCase, engines: EngineKind): Promise<CaseResult> {
    const isPaid = wayOf(crashCase.step) !== 'recording';
    if (isPaid && this.paidCases === mostPaidCases) await this.end();
    const house = await this.houseWith(engines);
    if (isPaid) this.paidCases += 1;
    try {
      const result = await runCase(house, crashCase, this.journal);
      if (result.violations.length > 0) await this.giveUp(house, result.name);
      return result;
    } catch (thrown) {
      await this.giveUp(house, nameOf(crashCase));
      return resultOfFailure(nameOf(crashCase), thrown);
    }
  }

  /** The next case gets another platform; the logs of this one are kept, since they say why. */
  private async giveUp(house: CrashHouse, caseName: string): Promise<void> {
    await this.end();
    const kept = path.join(platformFolder(this.options.environment).root, 'failed', caseName);
    cpSync(house.platform.folder.logs, kept, { recursive: true });
    this.print(`The logs are kept in ${path.relative(projectRoot, kept)}.`);
  }

  async end(): Promise<void> {
    const house = this.house;
    this.house = null;
    this.paidCases = 0;
    await house?.stop().catch((thrown) => this.print(`The platform did not stop: ${messageOf(thrown)}`));
  }

  private async houseWith(engines: EngineKind): Promise<CrashHouse> {
    if (this.house && this.engines === engines) return this.house;
    await this.end();
    this.house = await openCrashHouse(this.options, engines);
    this.engines = engines;
    return this.house;
  }
}

function resultOfFailure(name: string, thrown: unknown): CaseResult {
  const times = { seconds: 0, downSeconds: null, recoverySeconds: null, lastToHold: null };
  return { name, violations: [messageOf(thrown)], ...times, ...nothingCounted, retries: 0 };
}
