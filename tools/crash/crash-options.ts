import { parseArgs } from 'node:util';
import {
  type CrashCase,
  caseNamed,
  type EngineKind,
  engineKinds,
  everyCase,
  faults,
  isPossible,
  moments,
  oneOf,
  steps,
} from './crash-case.js';

export interface CrashOptions {
  cases: CrashCase[];
  /** `all`: every service in one process; `processes`: one each, and two of those that work. */
  mode: 'processes' | 'all';
  /** Null: those that fit the step. */
  engines: EngineKind | null;
  /** Names the folders under `var/`: `<name>` holds what is found out, `<name>-platform` the platform's own state. */
  environment: string;
  /** Whether what an earlier run found is kept and not tried again. */
  resumes: boolean;
}

export const crashUsage = `npm run test:crash -- [--fault ${faults.join('|')}]… [--at ${steps.join('|')}]…
    [--when before|after] [--case kill@move]… [--mode processes|all] [--engines offline|models] [--fresh] [--environment name]`;

/**
 * Without a choice of cases all of them, going on where an earlier run was interrupted.
 * @throws Error that says what is wrong with the words of the call
 */
export function readCrashOptions(words: string[]): CrashOptions {
  const { values } = parseArgs({
    args: words,
    options: {
      fault: { type: 'string', multiple: true },
      at: { type: 'string', multiple: true },
      when: { type: 'string' },
      case: { type: 'string', multiple: true },
      mode: { type: 'string' },
      engines: { type: 'string' },
      environment: { type: 'string' },
      fresh: { type: 'boolean' },
    },
  });
  const isChosen = [values.fault, values.at, values.when, values.case].some((choice) => choice !== undefined);
  return {
    cases: chosenCases(values),
    mode: oneOf(['processes', 'all'] as const, values.mode ?? 'processes', 'mode'),
    engines: values.engines === undefined ? null : oneOf(engineKinds, values.engines, 'kind of engines'),
    environment: values.environment ?? 'crash',
    resumes: !isChosen && values.fresh !== true,
  };
}

function chosenCases(values: { fault?: string[]; at?: string[]; when?: string; case?: string[] }): CrashCase[] {
  const named = (values.case ?? []).map(caseNamed);
  const wantedFaults = values.fault?.map((fault) => oneOf(faults, fault, 'fault'));
  const wantedSteps = values.at?.map((step) => oneOf(steps, step, 'step'));
  const wantedMoment = values.when === undefined ? undefined : oneOf(moments, values.when, 'moment');
  if (wantedFaults === undefined && wantedSteps === undefined && wantedMoment === undefined) {
    return named.length > 0 ? named : everyCase();
  }
  const moment = wantedMoment ?? 'before';
  const combined = (wantedSteps ?? steps)
    .flatMap((step) => (wantedFaults ?? faults).map((fault) => ({ fault, step, moment })))
    .filter(isPossible);
  if (combined.length === 0) throw new Error('None of what was chosen is a case; name one with --case to hear why.');
  return [...named, ...combined];
}
