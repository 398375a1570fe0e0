import * as check from '../pages/check/check.words.js';
import * as openings from '../pages/openings/openings.words.js';
import * as room from '../pages/room/room.words.js';
import * as signIn from '../pages/sign-in/sign-in.words.js';
import * as shared from './shared.words.js';

/** One namespace for each folder of pages; a page keeps its words beside it. */
export const words = {
  en: { shared: shared.en, openings: openings.en, check: check.en, room: room.en, signIn: signIn.en },
  ar: { shared: shared.ar, openings: openings.ar, check: check.ar, room: room.ar, signIn: signIn.ar },
} as const;
