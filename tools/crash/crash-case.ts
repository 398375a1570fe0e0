/** The steps of a recorded answer's way, in their order. */
export const recordingSteps = [
  'patch',
  'complete',
  'move',
  'probe',
  'remux',
  'audio',
  'transcribe',
  'score',
  'rank',
] as const;
/** Those from the last signature under an offer's contract to the money. */
export const paySteps = ['sign', 'seal', 'approve', 'file', 'submit', 'settle'] as const;
export const steps = [...recordingSteps, ...paySteps] as const;
export type Step = (typeof steps)[number];

/** Whether the step lies on the way from an offer to pay, and not on a recording's. */
export function isOfPay(step: Step): boolean {
  return paySteps.some((each) => each === step);
}

export const faults = ['kill', 'term', 'flushall', 'redis-restart', 'pg-restart'] as const;
export type Fault = (typeof faults)[number];

/** Before or after the step's effect is committed (for `patch`: written; for `complete`: acknowledged, not yet answered). */
export const moments = ['before', 'after'] as const;
export type Moment = (typeof moments)[number];

/** One fault at one place. */
export interface CrashCase {
  fault: Fault;
  step: Step;
  moment: Moment;
}

/** `kill@move`; a `+` behind the step says: after its effect was committed. */
export function nameOf({ fault, step, moment }: CrashCase): string {
  return `${fault}@${step}${moment === 'after' ? '+' : ''}`;
}

/** @throws Error that names the choices */
export function caseNamed(name: string): CrashCase {
  const [, fault, step, plus] = /^([a-z-]+)@([a-z]+)(\+?)$/.exec(name) ?? [];
  return {
    fault: oneOf(faults, fault ?? name, 'fault'),
    step: oneOf(steps, step ?? '', 'step'),
    moment: plus === '+' ? 'after' : 'before',
  };
}

export function oneOf<T extends string>(choices: readonly T[], value: string, what: string): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new Error(`"${value}" is no ${what}; choose one of ${choices.join(', ')}.`);
  return found;
}

/** The name under which the services report that they have come to this place (`libs/fault-points`). */
export function faultPointOf({ step, moment }: CrashCase): string {
  return moment === 'after' ? `${step}-committed` : step;
}

/**
 * Every fault before every step's commit; and after it the one fault that makes a difference there, the loss of the process
 * that knows of it.
 */
export function everyCase(): CrashCase[] {
  const before = steps.flatMap((step) => faults.map((fault) => ({ fault, step, moment: 'before' as const })));
  const after = steps.map((step) => ({ fault: 'kill' as const, step, moment: 'after' as const }));
  return [...before, ...after];
}

/** Which engines a platform runs: models behind a fake server that counts the calls, or those of a plain installation. */
export const engineKinds = ['offline', 'models'] as const;
export type EngineKind = (typeof engineKinds)[number];

/** Models where a second call would show. */
export function enginesFor(step: Step): EngineKind {
  return step === 'transcribe' || step === 'score' || step === 'rank' ? 'models' : 'offline';
}
