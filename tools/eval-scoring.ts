import process from 'node:process';
import { parseArgs } from 'node:util';
import { systemClock } from '@guildhall/clock';
import { EnvGroup, EnvInt, readConfig } from '@guildhall/config';
import { messageOf } from '@guildhall/errors';
import { EnginesConfig } from '../apps/interviews/src/engines/engines.config.js';
import { openScoringEngine } from '../apps/interviews/src/engines/open-engines.js';
import { agreementTable } from './scoring-evaluation/agreement-table.js';
import { readAnswersFile } from './scoring-evaluation/answers-file.js';
import { RepliesOfRun, RunBudget } from './scoring-evaluation/model-run.js';
import {
  type AnswersToScore,
  answersToScore,
  type Evaluation,
  type Measured,
  runEvaluation,
} from './scoring-evaluation/run-evaluation.js';
import { readScale, type Scale } from './scoring-evaluation/scale.js';

const usage = 'npm run eval:scoring -- answers.csv [--scale 1-5] [--seed 1] [--resamples 2000]';
const mostResamples = 100_000;
const level = 0.95;

class EvaluationConfig {
  @EnvGroup(EnginesConfig)
  engines!: EnginesConfig;

  /** The same bound that an opening has for a day; here of one run. */
  @EnvInt('AI_DAILY_CAP_MICROS', { default: 50_000_000 })
  capMicroUsd!: number;
}

interface Task {
  path: string;
  scale: Scale;
  seed: number;
  resamples: number;
}

// `npm run eval:scoring -- answers.csv`: how far the configured engine agrees with people, and people with each other. It exits
// with 2 where the call or the file is wrong, and nothing is scored then.
async function evaluate(task: Task, answers: AnswersToScore): Promise<void> {
  const config = readConfig(EvaluationConfig, process.env);
  const budget = new RunBudget(config.capMicroUsd);
  const engine = openScoringEngine(config.engines, new RepliesOfRun(), budget, systemClock);
  const options = { ...task, level, signal: new AbortController().signal };
  const evaluations = await runEvaluation(answers, engine, options);
  const labels: Record<Measured, string> = {
    engine: `engine ${engine.name} ${engine.version}`,
    lexical_overlap: 'words shared with the reference (lexical overlap; NOT the interview engine)',
  };
  for (const each of evaluations) console.log([...head(each, labels[each.measured], task), ''].join('\n'));
  const measured = evaluations.map((each) => ({ label: labels[each.measured], ...each }));
  console.log(JSON.stringify({ ...task, level, costMicroUsd: budget.spentMicroUsd, measured }));
}

function head(evaluation: Evaluation, label: string, { resamples, seed }: Task): string[] {
  const { answers, heldOut, report } = evaluation;
  const reasons = Object.entries(heldOut).map(([reason, count]) => `${reason} ${count}`);
  const left = reasons.length === 0 ? [] : [`without a score, and in no figure: ${reasons.join(', ')}`];
  const drawn = `95 % intervals from ${resamples} resamples (seed ${seed}) of whole questions; a question's own row draws its answers`;
  return [
    `${label}: ${report.pooled.answers} of ${answers} answers`,
    ...left,
    drawn,
    '',
    ...agreementTable(report, label),
  ];
}

function readTask(): Task {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      scale: { type: 'string', default: '1-5' },
      seed: { type: 'string', default: '1' },
      resamples: { type: 'string', default: '2000' },
    },
  });
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) throw new Error(`Name one file: ${usage}`);
  const resamples = wholeNumber('--resamples', values.resamples, 1, mostResamples);
  return { path, scale: readScale(values.scale), seed: wholeNumber('--seed', values.seed, 0, 2 ** 32 - 1), resamples };
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) throw new Error(`${name} is a whole number from ${min} to ${max}.`);
  return value;
}

async function main(): Promise<number> {
  let read: { task: Task; answers: AnswersToScore };
  try {
    const task = readTask();
    const { path, scale } = task;
    read = { task, answers: answersToScore(await readAnswersFile(path, scale), path, scale) };
  } catch (error) {
    console.error(messageOf(error));
    return 2;
  }
  await evaluate(read.task, read.answers);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
