import { registerDecorator, type ValidationOptions } from 'class-validator';
import { v7 as uuidv7 } from 'uuid';

/** What an id names; the prefix is part of the published id. */
export const idPrefixes = {
  person: 'per',
  session: 'ses',
  apiKey: 'key',
  challenge: 'chl',
  opening: 'opn',
  application: 'app',
  decision: 'dec',
  plan: 'pln',
  planVersion: 'plv',
  interview: 'int',
  answer: 'ans',
  take: 'tak',
  upload: 'upl',
  recording: 'rec',
  transcript: 'trs',
  scorecard: 'scr',
  ranking: 'rnk',
  review: 'rvw',
  appeal: 'apl',
  shortlist: 'shl',
  note: 'nte',
  deletion: 'del',
  legalHold: 'hld',
  event: 'evt',
  job: 'job',
  mail: 'mal',
  modelCall: 'mdl',
  offer: 'off',
  project: 'prj',
  template: 'tpl',
  templateVersion: 'tpv',
  contract: 'ctr',
  document: 'doc',
  signingSession: 'sgn',
  onboardingItem: 'onb',
  payoutMethod: 'pom',
  rate: 'rat',
  timeEntry: 'tim',
  timesheet: 'tsh',
  timesheetLine: 'tsl',
  payRun: 'run',
  payLine: 'pay',
  payout: 'pyt',
  payoutFile: 'fil',
  bankException: 'bex',
  journal: 'jnl',
  webhook: 'whk',
  delivery: 'dlv',
} as const;

export type IdPrefix = (typeof idPrefixes)[keyof typeof idPrefixes];

const hexLength = 32;

/** A new time-ordered id: the prefix, then the 32 hexadecimal digits of a UUIDv7 (RFC 9562). */
export function newId<P extends IdPrefix>(prefix: P): string {
  return `${prefix}_${uuidv7().replaceAll('-', '')}`;
}

/** What a `uuid` column takes: Postgres reads 32 digits without dashes. */
export function uuidOf(id: string): string {
  return id.slice(id.indexOf('_') + 1);
}

/** The published id of a `uuid` column's value. */
export function idFromUuid(prefix: IdPrefix, uuid: string): string {
  return `${prefix}_${uuid.replaceAll('-', '')}`;
}

export function isId(prefix: IdPrefix, value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length === prefix.length + 1 + hexLength &&
    value.startsWith(`${prefix}_`) &&
    /^[0-9a-f]+$/.test(value.slice(prefix.length + 1))
  );
}

/** Validates a published id of one kind, for example `@IsId('app')`. */
export function IsId(prefix: IdPrefix, options?: ValidationOptions): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'isId',
      target: target.constructor,
      propertyName: String(property),
      constraints: [prefix],
      ...(options === undefined ? {} : { options }),
      validator: {
        validate: (value: unknown) => isId(prefix, value),
        defaultMessage: (argument) => `${argument?.property} must be an id like ${prefix}_0190…`,
      },
    });
}
