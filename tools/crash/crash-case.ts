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
export const paySteps = ['sign', 'seal', 'approve', 'file', 'bank', 'submit', 'settle'] as const;
/** Those of two pay runs that are made over the same weeks at once; the process that is hurt works on one of them. */
export const twinSteps = ['twin-calculate', 'twin-approve', 'twin-file', 'twin-submit', 'twin-settle'] as const;
export const steps = [...recordingSteps, ...paySteps, 'webhook', ...twinSteps] as const;
export type Step = (typeof steps)[number];

/** Who takes which way through the platform while a fault strikes. */
export type WayKind = 'recording' | 'pay' | 'webhook' | 'twins';

export function wayOf(step: Step): WayKind {
  if (step === 'webhook') return 'webhook';
  if (paySteps.some((each) => each === step)) return 'pay';
  return twinSteps.some((each) => each === step) ? 'twins' : 'recording';
}

/** `pause`: the process stands still for longer than it holds its work, and wakes up beside whoever took that over. */
export const faults = ['kill', 'term', 'flushall', 'redis-restart', 'pg-restart', 'pause'] as const;
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
  const [, fault, step, plus] = /^([a-z-]+)@([a-z-]+)(\+?)$/.exec(name) ?? [];
  const named: CrashCase = {
    fault: oneOf(faults, fault ?? name, 'fault'),
    step: oneOf(steps, step ?? '', 'step'),
    moment: plus === '+' ? 'after' : 'before',
  };
  if (!isPossible(named)) throw new Error(`"${name}" is no case: ${whyImpossible(named)}`);
  return named;
}

export function oneOf<T extends string>(choices: readonly T[], value: string, what: string): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new Error(`"${value}" is no ${what}; choose one of ${choices.join(', ')}.`);
  return found;
}

/** Whether there is such a place, and at it something for the fault to hurt. */
export function isPossible({ fault, step, moment }: CrashCase): boolean {
  if (step === 'bank' && moment === 'after') return false;
  if (fault !== 'pause' || step === 'webhook') return true;
  return moment === 'before' && !requestSteps.some((each) => each === step);
}

/** Taken by requests, which nobody holds: their callers send them again. */
const requestSteps = ['patch', 'complete', 'sign'] as const;

function whyImpossible({ step }: CrashCase): string {
  if (step === 'bank') return 'what comes after the call of the bank is "submit".';
  return 'a process is paused where it holds work that another could take over.';
}

/** The name under which the services report that they have come to this place (`libs/fault-points`). */
export function faultPointOf({ step, moment }: CrashCase): string {
  const point = step.replace(/^twin-/, '');
  if (moment === 'before') return point;
  return step === 'webhook' ? 'webhook-called' : `${point}-committed`;
}

const faultsThatEnd = faults.filter((fault) => fault !== 'pause');

/**
 * Every fault before every step's commit; and after it the one fault that makes a difference there, the loss of the process
 * that knows of it. Of a webhook both moments are before a commit. A pause where money, a seal or a webhook could double. Two
 * runs at once meet every fault where they compete for lines, and the loss of a process where each goes its own way.
 */
export function everyCase(): CrashCase[] {
  const single = [...recordingSteps, ...paySteps, 'webhook'] as const;
  const before = single.flatMap((step) => faultsThatEnd.map((fault) => caseOf(fault, step)));
  const after = single.map((step) => caseOf('kill', step, 'after')).filter(isPossible);
  const called = faultsThatEnd.filter((fault) => fault !== 'kill').map((fault) => caseOf(fault, 'webhook', 'after'));
  const pausedSteps = ['seal', 'approve', 'file', 'bank', 'submit', 'settle', 'webhook'] as const;
  const paused = pausedSteps.map((step) => caseOf('pause', step));
  const twins = [
    ...faults.map((fault) => caseOf(fault, 'twin-calculate')),
    ...twinSteps.filter((step) => step !== 'twin-calculate').map((step) => caseOf('kill', step)),
    caseOf('kill', 'twin-calculate', 'after'),
    caseOf('pause', 'twin-submit'),
  ];
  return [...before, ...after, ...called, ...paused, caseOf('pause', 'webhook', 'after'), ...twins];
}

function caseOf(fault: Fault, step: Step, moment: Moment = 'before'): CrashCase {
  return { fault, step, moment };
}

/** Which engines a platform runs: models behind a fake server that counts the calls, or those of a plain installation. */
export const engineKinds = ['offline', 'models'] as const;
export type EngineKind = (typeof engineKinds)[number];

/** Models where a second call would show. */
export function enginesFor(step: Step): EngineKind {
  return step === 'transcribe' || step === 'score' || step === 'rank' ? 'models' : 'offline';
}
