import { useLocalStorage } from '@mantine/hooks';
import type { Schemas } from '../../api/queries.js';

/** What somebody has entered so far. */
export interface Draft {
  displayName: string;
  email: string;
  country: string;
  /** Of the United States; elsewhere empty. */
  state: string;
  language: string;
}

export type DraftField = keyof Draft;

const nothing: Draft = { displayName: '', email: '', country: '', state: '', language: '' };

/** Kept on the device until it is sent, for each opening by itself. */
export function useDraft(opening: Schemas['PublicOpening']) {
  const [stored, store, forget] = useLocalStorage<Partial<Draft>>({
    key: `guildhall-application-${opening.id}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  });
  // What there is one of needs no choice.
  const draft: Draft = { ...nothing, ...only('language', opening.languages), ...only('country', opening.countries) };
  const kept: Draft = { ...draft, ...stored };
  return { draft: kept, change: (changes: Partial<Draft>) => store({ ...kept, ...changes }), forget };
}

const only = (field: DraftField, values: readonly string[]): Partial<Draft> =>
  values.length === 1 ? { [field]: values[0] } : {};

/** What is missing or cannot be. @param isKnown signed in, so that neither name nor address is asked for */
export function faultsOf(draft: Draft, isKnown: boolean): DraftField[] {
  const faults: [DraftField, boolean][] = [
    ['displayName', !isKnown && draft.displayName.trim() === ''],
    ['email', !isKnown && !/^\S+@\S+\.\S+$/.test(draft.email.trim())],
    ['country', draft.country === ''],
    ['state', draft.country === 'US' && draft.state === ''],
    ['language', draft.language === ''],
  ];
  return faults.flatMap(([field, isFault]) => (isFault ? field : []));
}

/** `US-IL`, `EG` */
export const regionOf = ({ country, state }: Draft): string => (country === 'US' ? `US-${state}` : country);

export function bodyOfDraft(draft: Draft, isKnown: boolean, locale: 'en' | 'ar'): Schemas['ApplyBody'] {
  const { language } = draft;
  const who = isKnown ? {} : { email: draft.email.trim(), displayName: draft.displayName.trim() };
  return { ...who, region: regionOf(draft), language, locale };
}
