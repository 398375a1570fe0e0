import * as apply from '../pages/apply/apply.words.js';
import * as check from '../pages/check/check.words.js';
import * as consent from '../pages/consent/consent.words.js';
import * as me from '../pages/me/me.words.js';
import * as openings from '../pages/openings/openings.words.js';
import * as room from '../pages/room/room.words.js';
import * as signIn from '../pages/sign-in/sign-in.words.js';
import * as shared from './shared.words.js';

/** One namespace for each folder of pages; a page keeps its words beside it. */
export const words = {
  en: {
    ...{
      shared: shared.en,
      openings: openings.en,
      apply: apply.en,
      signIn: signIn.en,
      me: me.en,
    },
    ...{ consent: consent.en, check: check.en, room: room.en },
  },
  ar: {
    ...{
      shared: shared.ar,
      openings: openings.ar,
      apply: apply.ar,
      signIn: signIn.ar,
      me: me.ar,
    },
    ...{ consent: consent.ar, check: check.ar, room: room.ar },
  },
} as const;
