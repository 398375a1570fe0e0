import { Temporal } from 'temporal-polyfill';

export interface Span {
  startedAt: Date;
  endedAt: Date;
}

/** A week of a zone: from Monday 00:00 local time to the next, which is 167, 168 or 169 hours. */
export interface Week {
  /** YYYY-MM-DD, a Monday. */
  weekStart: string;
  startsAt: Date;
  /** Not part of it. */
  endsAt: Date;
}

const daysOfWeek = 7;

/** @throws RangeError for a zone that nobody knows */
export function weekOf(moment: Date, zone: string): Week {
  const day = localDay(moment, zone);
  const monday = day.subtract({ days: day.dayOfWeek - 1 });
  return {
    weekStart: monday.toString(),
    startsAt: startOfDay(monday, zone),
    endsAt: startOfDay(monday.add({ days: daysOfWeek }), zone),
  };
}

/** When a day begins in a zone; not always at 00:00, where the clocks change at midnight. */
export function startOfLocalDay(date: string, zone: string): Date {
  return startOfDay(Temporal.PlainDate.from(date), zone);
}

/** The span cut where a week ends; the parts together are as long as the span. */
export function splitAtWeeks({ startedAt, endedAt }: Span, zone: string): (Span & { week: Week })[] {
  const parts: (Span & { week: Week })[] = [];
  for (let from = startedAt; from < endedAt; ) {
    const week = weekOf(from, zone);
    const to = week.endsAt < endedAt ? week.endsAt : endedAt;
    parts.push({ startedAt: from, endedAt: to, week });
    from = to;
  }
  return parts;
}

/** The span cut at the given moments, which are in order. */
export function splitAt({ startedAt, endedAt }: Span, moments: readonly Date[]): Span[] {
  const parts: Span[] = [];
  let from = startedAt;
  for (const moment of moments) {
    if (moment <= from || moment >= endedAt) continue;
    parts.push({ startedAt: from, endedAt: moment });
    from = moment;
  }
  return [...parts, { startedAt: from, endedAt }];
}

export function secondsOf({ startedAt, endedAt }: Span): number {
  return (endedAt.getTime() - startedAt.getTime()) / 1_000;
}

function localDay(moment: Date, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone).toPlainDate();
}

function startOfDay(day: Temporal.PlainDate, zone: string): Date {
  return new Date(day.toZonedDateTime(zone).epochMilliseconds);
}
