import type { Schemas } from '../../api/queries.js';

/** What somebody types, as text. */
export interface OpeningForm {
  title: string;
  description: string;
  minimum: string;
  maximum: string;
  currency: string;
  languages: string[];
  countries: string;
  places: string;
  deadlineDays: string;
  checkHours: string;
  requirements: string;
}

export const emptyForm: OpeningForm = {
  ...{ title: '', description: '', minimum: '', maximum: '', currency: 'USD', languages: [] },
  ...{ countries: '', places: '', deadlineDays: '14', checkHours: '48', requirements: '' },
};

export type OpeningFault = 'title' | 'description' | 'pay' | 'languages' | 'countries' | 'places' | 'days' | 'hours';

type OpeningInput = Omit<Schemas['CreateOpeningInput'], 'planVersionId'>;

/** As the API takes it, or what is wrong with it. */
export function readOpening(form: OpeningForm): { input: OpeningInput } | { faults: OpeningFault[] } {
  const { title, description, languages, requirements } = form;
  const payRange = readPay(form);
  const countries = codesOf(form.countries);
  const places = codesOf(form.places);
  const days = wholeNumber(form.deadlineDays, 1, 90);
  const hours = wholeNumber(form.checkHours, 0, 336);
  const broken: Record<OpeningFault, boolean> = {
    title: title.trim().length < 3,
    description: description.trim() === '',
    pay: payRange === null,
    languages: languages.length === 0,
    countries: !countries.every((code) => /^[A-Z]{2}$/.test(code)),
    places: !places.every((code) => /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(code)),
    days: days === null,
    hours: hours === null,
  };
  const faults = (Object.keys(broken) as OpeningFault[]).filter((fault) => broken[fault]);
  if (faults.length > 0 || payRange === null || days === null || hours === null) return { faults };
  return {
    input: {
      ...{ title: title.trim(), description: description.trim(), payRange, languages, countries, places },
      ...{ interviewDeadlineDays: days, transcriptCheckHours: hours },
      requirements: requirements.split('\n').flatMap((line) => line.trim() || []),
    },
  };
}

function readPay({ minimum, maximum, currency }: OpeningForm): Schemas['PayRange'] | null {
  const [low, high] = [minorOf(minimum, currency), minorOf(maximum, currency)];
  if (low === null || high === null || BigInt(low) > BigInt(high)) return null;
  return { minimumMinor: low, maximumMinor: high, currency };
}

/** `62.5` dollars → `6250` cents; null where it is no amount of that currency. */
export function minorOf(text: string, currency: string): string | null {
  const [, whole, fraction = ''] = /^(\d{1,9})(?:[.,](\d+))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || !/^[A-Z]{3}$/.test(currency)) return null;
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  if (fraction.length > digits) return null;
  return String(BigInt(whole + fraction.padEnd(digits, '0')));
}

/** `us, eg` → `US` and `EG`, each once. */
const codesOf = (text: string): string[] => [
  ...new Set(
    text
      .toUpperCase()
      .split(/[\s,،]+/u)
      .filter(Boolean),
  ),
];

function wholeNumber(text: string, least: number, most: number): number | null {
  const value = Number(text);
  return /^\d+$/.test(text.trim()) && value >= least && value <= most ? value : null;
}
