import * as answers from '../answers/answers.words.js';
import * as adjustments from '../pages/adjustments/adjustments.words.js';
import * as apply from '../pages/apply/apply.words.js';
import * as candidate from '../pages/candidate/candidate.words.js';
import * as resultCodes from '../pages/candidate/result-codes.words.js';
import * as candidates from '../pages/candidates/candidates.words.js';
import * as shortlist from '../pages/candidates/shortlist.words.js';
import * as check from '../pages/check/check.words.js';
import * as comparison from '../pages/comparison/comparison.words.js';
import * as consent from '../pages/consent/consent.words.js';
import * as console from '../pages/console/console.words.js';
import * as contracts from '../pages/contracts/contracts.words.js';
import * as noted from '../pages/interview/noted.words.js';
import * as invitation from '../pages/invitation/invitation.words.js';
import * as me from '../pages/me/me.words.js';
import * as recordings from '../pages/me/recordings.words.js';
import * as newOpening from '../pages/new-opening/new-opening.words.js';
import * as onboarding from '../pages/onboarding/onboarding.words.js';
import * as openings from '../pages/openings/openings.words.js';
import * as operations from '../pages/operations/operations.words.js';
import * as result from '../pages/result/result.words.js';
import * as review from '../pages/review/review.words.js';
import * as reviewQueue from '../pages/review-queue/review-queue.words.js';
import * as room from '../pages/room/room.words.js';
import * as editor from '../pages/rubrics/editor.words.js';
import * as rubrics from '../pages/rubrics/rubrics.words.js';
import * as signIn from '../pages/sign-in/sign-in.words.js';
import * as signing from '../pages/signing/signing.words.js';
import * as staffOpenings from '../pages/staff-openings/staff-openings.words.js';
import * as transcript from '../pages/transcript/transcript.words.js';
import * as work from '../pages/work/work.words.js';
import * as shared from './shared.words.js';

/** One namespace for each file of words, which stands beside the pages that say them. */
export const words = {
  en: {
    ...{ shared: shared.en, openings: openings.en, apply: apply.en, signIn: signIn.en, me: me.en, noted: noted.en },
    ...{ recordings: recordings.en, result: result.en },
    ...{ consent: consent.en, adjustments: adjustments.en, check: check.en, room: room.en, transcript: transcript.en },
    ...{ signing: signing.en, contracts: contracts.en, invitation: invitation.en, onboarding: onboarding.en },
    ...{
      console: console.en,
      work: work.en,
      candidates: candidates.en,
      shortlist: shortlist.en,
      comparison: comparison.en,
    },
    ...{ staffOpenings: staffOpenings.en, newOpening: newOpening.en },
    ...{ reviewQueue: reviewQueue.en, operations: operations.en },
    ...{ answers: answers.en, review: review.en, candidate: candidate.en, resultCodes: resultCodes.en },
    ...{ rubrics: rubrics.en, editor: editor.en },
  },
  ar: {
    ...{ shared: shared.ar, openings: openings.ar, apply: apply.ar, signIn: signIn.ar, me: me.ar, noted: noted.ar },
    ...{ recordings: recordings.ar, result: result.ar },
    ...{ consent: consent.ar, adjustments: adjustments.ar, check: check.ar, room: room.ar, transcript: transcript.ar },
    ...{ signing: signing.ar, contracts: contracts.ar, invitation: invitation.ar, onboarding: onboarding.ar },
    ...{
      console: console.ar,
      work: work.ar,
      candidates: candidates.ar,
      shortlist: shortlist.ar,
      comparison: comparison.ar,
    },
    ...{ staffOpenings: staffOpenings.ar, newOpening: newOpening.ar },
    ...{ reviewQueue: reviewQueue.ar, operations: operations.ar },
    ...{ answers: answers.ar, review: review.ar, candidate: candidate.ar, resultCodes: resultCodes.ar },
    ...{ rubrics: rubrics.ar, editor: editor.ar },
  },
} as const;
