import * as openings from '../pages/openings/openings.words.js';
import * as signIn from '../pages/sign-in/sign-in.words.js';
import * as shared from './shared.words.js';

/** One namespace for each folder of pages; a page keeps its words beside it. */
export const words = {
  en: { shared: shared.en, openings: openings.en, signIn: signIn.en },
  ar: { shared: shared.ar, openings: openings.ar, signIn: signIn.ar },
} as const;
