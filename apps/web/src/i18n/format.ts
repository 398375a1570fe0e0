/** Latin digits and the Gregorian calendar in both languages, stated since some places' defaults differ. */
const locales: Readonly<Record<string, string>> = { en: 'en-GB', ar: 'ar-u-ca-gregory-nu-latn' };
const localeOf = (language: string): string => locales[language] ?? 'en-GB';

const dateParts = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
const timeParts = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** `Fri 4 Dec 2026` */
export function formatDate(moment: string | Date, language: string, timeZone = localZone()): string {
  return new Intl.DateTimeFormat(localeOf(language), { ...dateParts, timeZone })
    .format(new Date(moment))
    .replace(',', '');
}

/** `14:05` */
export function formatTime(moment: string | Date, language: string, timeZone = localZone()): string {
  return new Intl.DateTimeFormat(localeOf(language), { ...timeParts, timeZone }).format(new Date(moment));
}

/** A deadline: date, time and whose clock. `Fri 4 Dec 2026, 14:05, New York time` */
export function formatDeadline(moment: string | Date, language: string, timeZone = localZone()): string {
  const comma = language === 'ar' ? '، ' : ', ';
  return [
    formatDate(moment, language, timeZone),
    formatTime(moment, language, timeZone),
    zoneName(timeZone, language),
  ].join(comma);
}

/** When something goes on within a day, and whose clock it is. `14:05 New York time` */
export function formatTimeOfDay(moment: string | Date, language: string, timeZone = localZone()): string {
  return `${formatTime(moment, language, timeZone)} ${zoneName(timeZone, language)}`;
}

/** `12 minutes`, then hours, then days; rounded down, and never less than a minute. */
export function formatAge(seconds: number, language: string): string {
  const minutes = Math.max(1, Math.floor(seconds / 60));
  const [count, unit] =
    minutes < 120
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / (24 * 60)), 'day'];
  return new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

/** Minutes and seconds; whole seconds, rounded down: nobody is shown more than there is. `1:20` */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** `10,000`, a whole number. */
export const formatNumber = (number: number, language: string): string =>
  new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 0 }).format(number);

/** `1.2 MB`, of what has arrived of a file. */
export function formatSize(bytes: number, language: string): string {
  const options = { style: 'unit', unit: 'megabyte', minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
  // At least a tenth: what has arrived is not nothing.
  return new Intl.NumberFormat(localeOf(language), options).format(Math.max(0.1, bytes / 1_000_000));
}

const microsPerDollar = 1_000_000n;

/** Millionths of a US dollar, to the cent from a dollar on, and below it as exactly as they are counted. `USD 0.0047` */
export function formatMicroUsd(micros: string, language: string): string {
  const amount = BigInt(micros);
  const options = { style: 'currency', currency: 'USD', currencyDisplay: 'code', minimumFractionDigits: 2 } as const;
  const format = new Intl.NumberFormat(localeOf(language), {
    ...options,
    maximumFractionDigits: amount < microsPerDollar ? 6 : 2,
  });
  const decimal = `${amount / microsPerDollar}.${String(amount % microsPerDollar).padStart(6, '0')}`;
  return format.format(decimal as `${number}`).replaceAll('\u00a0', ' ');
}

/** `USD 1,234.50`, to the last minor unit of the currency. */
export function formatMoney(amountMinor: string, currency: string, language: string): string {
  const format = new Intl.NumberFormat(localeOf(language), { style: 'currency', currency, currencyDisplay: 'code' });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const padded = amountMinor.replace('-', '').padStart(digits + 1, '0');
  const decimal = digits === 0 ? padded : `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
  const sign = amountMinor.startsWith('-') ? '-' : '';
  // A decimal string is formatted exactly; a number would be rounded first.
  return format.format(`${sign}${decimal}` as `${number}`).replaceAll('\u00a0', ' ');
}

export const localZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Named by hand: in some languages `Intl` gives an offset from Greenwich that changes with the season. */
const zoneNames: Readonly<Record<string, { en: string; ar: string }>> = {
  UTC: { en: 'UTC', ar: 'بالتوقيت العالمي' },
  'America/New_York': { en: 'New York time', ar: 'بتوقيت نيويورك' },
  'America/Chicago': { en: 'Chicago time', ar: 'بتوقيت شيكاغو' },
  'America/Denver': { en: 'Denver time', ar: 'بتوقيت دنفر' },
  'America/Los_Angeles': { en: 'Los Angeles time', ar: 'بتوقيت لوس أنجلوس' },
  'Europe/London': { en: 'London time', ar: 'بتوقيت لندن' },
  'Europe/Paris': { en: 'Paris time', ar: 'بتوقيت باريس' },
  'Europe/Berlin': { en: 'Berlin time', ar: 'بتوقيت برلين' },
  'Africa/Cairo': { en: 'Cairo time', ar: 'بتوقيت القاهرة' },
  'Africa/Casablanca': { en: 'Casablanca time', ar: 'بتوقيت الدار البيضاء' },
  'Africa/Tunis': { en: 'Tunis time', ar: 'بتوقيت تونس' },
  'Asia/Riyadh': { en: 'Riyadh time', ar: 'بتوقيت الرياض' },
  'Asia/Dubai': { en: 'Dubai time', ar: 'بتوقيت دبي' },
  'Asia/Kuwait': { en: 'Kuwait time', ar: 'بتوقيت الكويت' },
  'Asia/Baghdad': { en: 'Baghdad time', ar: 'بتوقيت بغداد' },
  'Asia/Amman': { en: 'Amman time', ar: 'بتوقيت عمّان' },
  'Asia/Beirut': { en: 'Beirut time', ar: 'بتوقيت بيروت' },
  'Asia/Kolkata': { en: 'India time', ar: 'بتوقيت الهند' },
};

function zoneName(timeZone: string, language: string): string {
  const known = zoneNames[timeZone === 'Etc/UTC' ? 'UTC' : timeZone];
  if (known) return language === 'ar' ? known.ar : known.en;
  const place = timeZone.split('/').at(-1)!.replaceAll('_', ' ');
  return language === 'ar' ? `بتوقيت ${place}` : `${place} time`;
}

/** Inputs take the digits of both Arabic scripts; everything is kept in Latin ones. */
export function latinDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0)! - (digit >= '۰' ? 0x6f0 : 0x660)) % 10));
}
