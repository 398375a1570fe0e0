import { Temporal } from 'temporal-polyfill';

/** Day (YYYY-MM-DD) and time (HHMM) of a moment by the clocks where the bank is. */
export function bankTimeOf(moment: Date, zone: string): { day: string; time: string } {
  const local = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone);
  const time = [local.hour, local.minute].map((part) => String(part).padStart(2, '0')).join('');
  return { day: local.toPlainDate().toString(), time };
}

/** Banks are closed on Saturdays and Sundays; on a holiday they move the date on themselves. */
export function nextBusinessDay(day: string): string {
  let next = Temporal.PlainDate.from(day).add({ days: 1 });
  while (next.dayOfWeek > 5) next = next.add({ days: 1 });
  return next.toString();
}

/** As a file says it. */
export function yymmdd(day: string): string {
  return day.slice(2).replaceAll('-', '');
}

/** When the bank's next day begins. */
export function startOfDayAfter(day: string, zone: string): Date {
  const next = Temporal.PlainDate.from(day).add({ days: 1 });
  return new Date(next.toZonedDateTime(zone).epochMilliseconds);
}
