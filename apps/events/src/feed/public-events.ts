import * as accounts from '@guildhall/messages/accounts';
import * as applicants from '@guildhall/messages/applicants';
import type { EventDefinition } from '@guildhall/messages/contract';
import * as contracts from '@guildhall/messages/contracts';
import * as events from '@guildhall/messages/events';
import * as interviews from '@guildhall/messages/interviews';
import * as payroll from '@guildhall/messages/payroll';

/** For the house alone: about mails to be sent, people who have proved nothing yet, and what is only on its way. */
const internal: ReadonlySet<EventDefinition<object>> = new Set([
  accounts.mailRequested,
  accounts.addressProved,
  applicants.applicationReceived,
  interviews.interviewReminderDue,
  interviews.transcriptCorrected,
  interviews.adjustmentRequested,
  interviews.reviewReminderDue,
  contracts.signingCodeRequested,
  payroll.payoutMethodChanged,
]);

/** What the feed shows. */
export const publicEvents: readonly EventDefinition<object>[] = [
  ...[accounts, applicants, interviews, contracts, payroll, events],
]
  .flatMap((messages) => Object.values<unknown>(messages))
  .filter(isEventDefinition)
  .filter((definition) => !internal.has(definition));

/**
 * The types that the feed shows, sorted. A type that this version does not know is kept and not shown, so that nothing
 * becomes public by being forgotten here: deploy this service before a producer that tells something new.
 */
export const publicTypes: readonly string[] = publicEvents.map(({ type }) => type).sort();

/**
 * The public types that a filter names.
 * @param filter names separated by commas, `interview.*` for a family; everything where absent. Unknown names match nothing.
 */
export function chosenTypes(filter: string | undefined): string[] {
  if (filter === undefined) return [...publicTypes];
  const names = filter.split(',').filter((name) => name !== '');
  return publicTypes.filter((type) => names.some((name) => matches(type, name)));
}

/** The names that a filter may hold to take a type: its own, and those of its families. */
export function filtersMatching(type: string): string[] {
  const parts = type.split('.');
  return [type, ...parts.slice(1).map((_, index) => `${parts.slice(0, index + 1).join('.')}.*`)];
}

function matches(type: string, name: string): boolean {
  return name.endsWith('.*') ? type.startsWith(name.slice(0, -1)) : type === name;
}

function isEventDefinition(exported: unknown): exported is EventDefinition<object> {
  return typeof exported === 'object' && exported !== null && 'producer' in exported && 'payload' in exported;
}
