import { Temporal } from 'temporal-polyfill';

/** Where the contractor works. */
export const zone = 'America/New_York';

/** The last week that is over in the contractor's zone, by its first and last day (YYYY-MM-DD). */
export function lastFullWeek(now: Date): { monday: string; sunday: string } {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  const monday = today.subtract({ days: today.dayOfWeek - 1 + 7 });
  return { monday: monday.toString(), sunday: monday.add({ days: 6 }).toString() };
}

/** The last so many weeks that are over there, the earliest first. */
export function fullWeeks(now: Date, count: number): { monday: string; sunday: string }[] {
  const last = lastFullWeek(now);
  const earlier = (day: string, weeks: number) => Temporal.PlainDate.from(day).subtract({ weeks }).toString();
  return Array.from({ length: count }, (_, index) => count - 1 - index).map((weeks) => ({
    monday: earlier(last.monday, weeks),
    sunday: earlier(last.sunday, weeks),
  }));
}

/** Six hours from nine o'clock on each of the week's five working days, as instants with their offset. */
export function workingHours(monday: string): { startedAt: string; endedAt: string }[] {
  const first = Temporal.PlainDate.from(monday);
  return Array.from({ length: 5 }, (_, days) => {
    const start = first.add({ days }).toZonedDateTime({ timeZone: zone, plainTime: '09:00' });
    return { startedAt: withOffset(start), endedAt: withOffset(start.add({ hours: 6 })) };
  });
}

function withOffset(moment: Temporal.ZonedDateTime): string {
  return moment.toString({ timeZoneName: 'never', smallestUnit: 'second' });
}
