import type { AccessRule } from '@guildhall/auth';
import { type IdPrefix, newId } from '@guildhall/messages/contract';
import type { Caller, Cast, Objects } from './cast.js';
import { type Exchange, exchange, problemOf } from './exchange.js';
import type { Operation } from './operations.js';
import { knownQueries, knownRequests } from './requests.js';

export type Target = 'a' | 'b' | 'random' | 'malformed';
export const targets: readonly Target[] = ['a', 'b', 'random', 'malformed'];

const prefixes: Record<string, IdPrefix> = {
  ...{ opening: 'opn', application: 'app', interview: 'int', take: 'tak', upload: 'upl', deletion: 'del' },
  shortlist: 'shl',
  ...{ project: 'prj', contract: 'ctr' },
  ...{ timeEntry: 'tim', timesheet: 'tsh', payout: 'pyt' },
  ...{
    onboardingItemId: 'onb',
    payRunId: 'run',
    payoutId: 'pyt',
    timesheetId: 'tsh',
    timesheetLineId: 'tsl',
    fileId: 'fil',
  },
  ...{ staffId: 'per', apiKeyId: 'key', planId: 'pln', planVersionId: 'plv', jobId: 'job', eventId: 'evt' },
  ...{ webhookId: 'whk', deliveryId: 'dlv' },
};

/** Objects of the whole company: whoever may call the operation may name any of them. */
export const companyParameters = [
  ...['staffId', 'apiKeyId', 'planId', 'planVersionId', 'planTemplateId', 'jobId', 'eventId'],
  ...['onboardingItemId', 'payRunId', 'payoutId', 'timesheetId', 'timesheetLineId', 'fileId'],
  ...['webhookId', 'deliveryId'],
];

/** What one request to an operation names, where it names an object at all. */
interface Named {
  parameter: string;
  /** `opening` and the like; the parameter itself for objects of the company. */
  type: string;
}

export function namedBy({ access, parameters }: Operation): Named | null {
  if (access?.ownership.kind === 'object') {
    return { parameter: access.ownership.parameter, type: access.ownership.type };
  }
  const parameter = parameters.find((name) => companyParameters.includes(name));
  return parameter === undefined ? null : { parameter, type: parameter };
}

export type Verdict = 'allowed' | 'not_signed_in' | 'not_allowed' | 'step_up_required';

/** What the rule alone says of a caller. Written anew here, so that a fault of the edge's own reading shows. */
export function verdictOn(rule: AccessRule, caller: Caller): Verdict {
  if (rule.anyone) return 'allowed';
  if (caller.kind === 'anonymous') return 'not_signed_in';
  const isWelcome = {
    applicant: rule.applicant,
    staff: rule.staff.length > 0 && caller.roles.some((role) => role === 'admin' || rule.staff.includes(role)),
    system: rule.scope !== null && rule.scope === caller.scope,
  }[caller.kind];
  if (!isWelcome) return 'not_allowed';
  return rule.stepUp && !caller.isSteppedUp ? 'step_up_required' : 'allowed';
}

/** Whether a caller whom the rule lets in may touch what a target names. */
export function owns(caller: Caller, named: Named, target: Target): boolean {
  if (target === 'random' || target === 'malformed') return false;
  if (companyParameters.includes(named.type) || named.type === 'link') return true;
  // Finance works on the pay of everybody.
  if (named.type === 'payout' && caller.roles.includes('finance')) return true;
  return caller.side === 'both' || caller.side === target;
}

/** Whether the rule lets somebody in, and what is A's is theirs to touch. */
export function isWelcome(operation: Operation, caller: Caller): boolean {
  const rule = operation.access!;
  const named = namedBy(operation);
  return verdictOn(rule, caller) === 'allowed' && (!named || rule.anyone || owns(caller, named, 'a'));
}

/** The first of the cast who is. */
export function welcomeAt(cast: Cast, operation: Operation): Caller {
  const found = cast.callers.find((caller) => isWelcome(operation, caller));
  if (!found) throw new Error(`Nobody of the cast may call ${operation.name}: add somebody to e2e/support/cast.ts.`);
  return found;
}

export interface Asking {
  caller: Caller;
  target: Target;
  /** Instead of the target's own id. */
  id?: string;
  body?: object;
  query?: string;
  headers?: Record<string, string>;
}

/** Sends the least request that an operation accepts. */
export async function ask(baseUrl: string, cast: Cast, operation: Operation, asking: Asking): Promise<Exchange> {
  const { caller, target } = asking;
  const { method, name, parameters } = operation;
  const named = namedBy(operation);
  const id = asking.id ?? (named ? idOf(cast, named, target) : '');
  const values: Record<string, string> = {
    questionId: 'q2',
    ...cast.company,
    ...(named ? { [named.parameter]: id } : {}),
  };
  const path = parameters.reduce((built, each) => built.replace(`{${each}}`, values[each] ?? id), operation.path);
  const known = knownRequests[name];
  const body = asking.body ?? known?.body?.(cast.known);
  return await exchange(baseUrl, {
    ...{ method, path: path + (asking.query ?? knownQueries[name]?.(cast.known) ?? ''), token: caller.token },
    ...(body === undefined ? {} : { body }),
    headers: { ...known?.headers?.(id), ...asking.headers },
  });
}

function idOf(cast: Cast, { parameter, type }: Named, target: Target): string {
  if (type === 'link')
    return { a: cast.mediaToken, b: cast.mediaToken }[target as 'a' | 'b'] ?? brokenLink(cast, target);
  if (target === 'malformed') return 'nonsense';
  if (target === 'random') return parameter === 'planTemplateId' ? 'no-such-template' : newId(prefixes[type]!);
  return cast.objects[target][type as keyof Objects] ?? cast.company[parameter]!;
}

function brokenLink({ mediaToken }: Cast, target: Target): string {
  return target === 'random' ? `${mediaToken.slice(0, -4)}AAAA` : 'nonsense';
}

const doors = ['not_signed_in', 'not_allowed', 'step_up_required', 'password_change_required'];
const missing = ['not_found', 'upload_not_found'];

/** Whether a request came through to what it asked for, whatever the state of things allowed there. */
export function cameThrough(operation: Operation, reply: Exchange): boolean {
  if (reply.status >= 500) return false;
  if (operation.method === 'HEAD') return ![401, 403, 404].includes(reply.status);
  return ![...doors, ...missing].includes(problemOf(reply).code ?? '');
}

/** Acts that end something come last, so that every operation finds its object. */
const endings = [
  '/void',
  '/close',
  '/withdraw',
  '/revoke',
  '/disable',
  'DELETE /v1/webhooks/{webhookId}',
  'DELETE /v1/shortlists/{shortlistId}',
  '/legal-hold/release',
  '/sign-out',
];

export function inOrderOfHarm(operations: readonly Operation[]): Operation[] {
  const harm = ({ method, path }: Operation) => {
    const ending = endings.findIndex((end) => `${method} ${path}`.endsWith(end));
    if (ending >= 0) return 3 + ending;
    return method === 'DELETE' ? 2 : method === 'GET' || method === 'HEAD' ? 0 : 1;
  };
  return [...operations].sort((one, other) => harm(one) - harm(other));
}
