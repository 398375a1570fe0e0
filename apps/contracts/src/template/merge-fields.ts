/** What a merge field holds; the type says how it is written. */
export type MergeValue =
  | { type: 'text'; text: string }
  /** Minor units of a currency. */
  | { type: 'money'; amountMinor: bigint; currency: string }
  /** `YYYY-MM-DD`. */
  | { type: 'date'; date: string }
  | { type: 'duration'; seconds: number };

/** Every field that a template may use, with its type. Another field needs a place here and a value where contracts are drafted. */
export const mergeFields = {
  'company.name': 'text',
  'company.signatory': 'text',
  'contract.id': 'text',
  'contract.date': 'date',
  'person.name': 'text',
  'opening.title': 'text',
  'project.code_name': 'text',
  'project.governing_law': 'text',
  'offer.rate': 'money',
  'offer.weekly_limit': 'duration',
  'offer.start_date': 'date',
  'offer.zone': 'text',
} as const satisfies Record<string, MergeValue['type']>;

export type MergeField = keyof typeof mergeFields;
export type MergeValues = { readonly [F in MergeField]: Extract<MergeValue, { type: (typeof mergeFields)[F] }> };

export function isMergeField(name: string): name is MergeField {
  return Object.hasOwn(mergeFields, name);
}

/** Marks that steer directions, and everything that is no character to be read; letters of Persian and Indian names need the joiners. */
const unprintable = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\u2028\u2029]/gu;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;

/** As it stands in a document. Right-to-left text is set apart, so that it does not turn what stands around it. */
export function writtenValue(value: MergeValue): string {
  switch (value.type) {
    case 'text': {
      const text = value.text.replace(/\s+/gu, ' ').replace(unprintable, '').trim();
      return rightToLeft.test(text) ? `\u2068${text}\u2069` : text;
    }
    case 'money':
      return writtenMoney(value.amountMinor, value.currency);
    case 'date':
      return writtenDate(value.date);
    case 'duration':
      return writtenDuration(value.seconds);
  }
}

/** `1234.50 USD`, with as many places as the currency has. */
function writtenMoney(amountMinor: bigint, currency: string): string {
  const { maximumFractionDigits: places = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  const digits = amountMinor.toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  return `${places === 0 ? whole : `${whole}.${digits.slice(-places)}`} ${currency}`;
}

function writtenDate(date: string): string {
  const format = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${date}T00:00:00Z`));
}

const hourSeconds = 3_600;

function writtenDuration(seconds: number): string {
  const hours = seconds / hourSeconds;
  return `${Number.isInteger(hours) ? hours : hours.toFixed(2)} ${hours === 1 ? 'hour' : 'hours'}`;
}
