import { link, linkIfAny, text } from './mail-blocks.js';
import type { MailBlock, MailWords } from './mail-content.js';
import type { MailFacts } from './mail-facts.js';
import { momentWords } from './moment-words.js';

/**
 * Mails that carry a secret greet nobody by name: anybody can apply with somebody else's address, and the name is theirs to
 * choose.
 */
export const english: MailWords = {
  sign_in: (facts) => ({
    subject: 'Your code to sign in',
    blocks: [
      text('Somebody, probably you, asked to sign in to Guildhall with this address.'),
      ...codeAndLink(facts, 'Or open this page and confirm'),
      text(`${validity(facts)} If it was not you, you need not do anything.`),
    ],
  }),

  step_up: (facts) => ({
    subject: 'Your code to confirm',
    blocks: [
      text('You are about to do something that needs a second confirmation.'),
      ...codeAndLink(facts, 'Or open this page and confirm'),
      text(`${validity(facts)} If it was not you, somebody may be signed in as you: tell an administrator.`),
    ],
  }),

  invitation: (facts) => ({
    subject: 'Your invitation to Guildhall',
    blocks: [
      greeting(facts),
      text('You have been invited to work on hiring with Guildhall. Choose a password to begin.'),
      ...codeAndLink(facts, 'Open this page to choose it'),
      text(validity(facts)),
    ],
  }),

  application_received: (facts) => ({
    subject: 'Confirm your application',
    blocks: [
      text(
        'Thank you for applying. Please confirm that this address is yours; until then nobody reads the application.',
      ),
      ...codeAndLink(facts, 'Or open this page and confirm'),
      text(
        `${validity(facts)} Later, sign in with this address to get a new code. We keep the application for 7 days.`,
      ),
      link('Sign in', facts.links.signIn),
      text('If you did not apply, you need not do anything: the application then expires.'),
    ],
  }),

  application_repeated: (facts) => ({
    subject: 'You have already applied',
    blocks: [
      text(
        'Somebody, probably you, applied again for a position that you have applied for. The first application counts.',
      ),
      text('Sign in to see how it stands.'),
      ...codeAndLink(facts, 'Or open this page and confirm'),
      text(`${validity(facts)} If it was not you, you need not do anything.`),
    ],
  }),

  application_advanced: (facts) => ({
    subject: 'Your application goes on',
    blocks: [
      greeting(facts),
      text('Good news: a person on our team has looked at your application and moved it on to the next step.'),
      text('We will write to you about what comes next.'),
      ...linkIfAny('Your application', facts.links.application),
    ],
  }),

  application_not_selected: (facts) => ({
    subject: 'About your application',
    blocks: [
      greeting(facts),
      text('Thank you for your application and for the time you gave it. We have decided not to go on with it.'),
      text('A person on our team decided this, by name and with a reason; no program did.'),
      text(
        'The page of your application says who and why, and until when you can ask somebody else to look at it again.',
      ),
      ...linkIfAny('Your application', facts.links.application),
    ],
  }),

  application_withdrawn: (facts) => ({
    subject: 'Your application is withdrawn',
    blocks: [
      greeting(facts),
      text('You have withdrawn your application, and we go no further with it.'),
      text('You can apply again as long as the position is open.'),
    ],
  }),

  interview_invited: (facts) => ({
    subject: 'Your interview is ready',
    blocks: [
      greeting(facts),
      text(
        'Your address is confirmed, and your interview is ready. You answer some questions on video, in your own time.',
      ),
      ...deadline(facts, (until) => `You can record until ${until}.`),
      text('The page tells you how the answers are judged, and how to have a person do it instead of AI.'),
      ...linkIfAny('Your interview', facts.links.interview),
    ],
  }),

  interview_reminder: (facts) => ({
    subject: 'Your interview is still open',
    blocks: [
      greeting(facts),
      text('Your interview is not submitted yet, and its deadline is near.'),
      ...deadline(facts, (until) => `You can record and submit until ${until}.`),
      ...linkIfAny('Your interview', facts.links.interview),
    ],
  }),

  interview_expired: (facts) => ({
    subject: 'The deadline of your interview has passed',
    blocks: [
      greeting(facts),
      text('The deadline of your interview has passed before it was submitted, so it is closed.'),
      ...deadline(facts, (until) => `It was ${until}.`),
      ...linkIfAny('Your interview', facts.links.interview),
    ],
  }),

  interview_human_path: (facts) => ({
    subject: 'A person will look at your application',
    blocks: [
      greeting(facts),
      text(
        `${humanPathWords[facts.reasonCode ?? ''] ?? ''} A person on our team will look at your application.`.trim(),
      ),
      text('This has no bearing on your chances. We will write to you; until then you need not do anything.'),
      ...linkIfAny('Your interview', facts.links.interview),
    ],
  }),

  interview_insufficient_data: (facts) => ({
    subject: 'We could not use enough of your answers',
    blocks: [
      greeting(facts),
      text(`Too few of your recorded answers could be used to go by. ${becauseOf(facts)}`.trim()),
      text('Nothing is decided by this. The page of your interview says what you can record again, and until when.'),
      ...linkIfAny('Your interview', facts.links.interview),
    ],
  }),

  recordings_erased: (facts) => ({
    subject: 'Your recordings were deleted',
    blocks: [
      greeting(facts),
      text(
        `${erasedWords[facts.reasonCode ?? ''] ?? ''} Your recordings were deleted, with everything made from them.`.trim(),
      ),
      text('Copies of them in backups cannot be read any more. A signed certificate says what was deleted and when.'),
      link('Sign in to get it', facts.links.signIn),
    ],
  }),

  answer_rejected: (facts) => ({
    subject: 'One of your answers could not be used',
    blocks: [
      greeting(facts),
      text(`The recording of one of your answers could not be used. ${becauseOf(facts)}`.trim()),
      text(
        'This does not count against you. The page of your interview says whether you can record it again, and until when.',
      ),
      ...linkIfAny('Your interview', facts.links.interview),
    ],
  }),

  contract_sent: (facts) => ({
    subject: 'Your contract is ready to sign',
    blocks: [
      greeting(facts),
      text(
        'We would like to work with you. A non-disclosure agreement and a contract are ready for you to read and sign.',
      ),
      ...linkIfAny('Open this page to read and sign them', facts.links.confirm),
      text(`${validity(facts)} It is meant for you alone: please do not forward this mail.`),
    ],
  }),

  signing_code: (facts) => ({
    subject: 'Your code to sign',
    blocks: [
      text('Give this code back on the page where you sign your contract.'),
      ...codeAndLink(facts, 'Or open this page and confirm'),
      text(`${validity(facts)} If it was not you, tell us: somebody has opened the link of your contract.`),
    ],
  }),

  contract_sealed: (facts) => ({
    subject: 'Your contract is signed and sealed',
    blocks: [
      greeting(facts),
      text('Everybody has signed. Your copies are sealed, so that any later change of them shows; keep them.'),
      text('The brief of your project is open to you now.'),
      link('Your contracts', facts.links.contracts),
    ],
  }),

  payout_method_changed: (facts) => ({
    subject: 'The account that you are paid to was changed',
    blocks: [
      greeting(facts),
      text(
        'Somebody, probably you, has changed the bank account that you are paid to. Nothing is paid to it for two days.',
      ),
      text('If it was not you, tell us at once: answer the person you work with, or an administrator.'),
      link('Sign in', facts.links.signIn),
    ],
  }),

  decision_overdue: (facts) => ({
    subject: 'A decision is overdue',
    blocks: [
      greeting(facts),
      text('Somebody was promised a decision about an application by now, or news of it, and there is none.'),
      text('They see on their page that it is late, and that you have been told.'),
      text('Please decide. Putting it on hold with a reason promises them another date.'),
      text(`Application: ${facts.about}`),
    ],
  }),

  reviews_due: (facts) => ({
    subject: facts.reasonCode === 'overdue' ? 'Reviews are overdue' : 'Reviews are due tomorrow',
    blocks: [
      greeting(facts),
      text(
        facts.reasonCode === 'overdue'
          ? 'Reviews that you can do were due already. Nobody is decided on before a person has looked.'
          : 'Reviews that you can do are due within a day. Nobody is decided on before a person has looked.',
      ),
      link('What waits for you', facts.links.work),
      text('We send this at most once a day.'),
    ],
  }),

  appeal_opened: (facts) => ({
    subject: 'Your request for another look has arrived',
    blocks: [
      greeting(facts),
      text('Your answers are looked at again, by a person who neither decided nor has seen the first result.'),
      text('By when, and how far it is, stands on the page of your application.'),
      link('Your applications', facts.links.applications),
    ],
  }),

  appeal_upheld: (facts) => ({
    subject: 'The other look at your application is done',
    blocks: [
      greeting(facts),
      text('A person who had not seen the first result has looked at your application again. The decision stands.'),
      text('Who it was and why stands on the page of your application.'),
      link('Your applications', facts.links.applications),
    ],
  }),

  appeal_changed: (facts) => ({
    subject: 'The decision about your application is taken back',
    blocks: [
      greeting(facts),
      text(
        'A person who had not seen the first result has looked at your application again, and takes the decision back.',
      ),
      text('Somebody decides anew. By when stands on the page of your application.'),
      link('Your applications', facts.links.applications),
    ],
  }),

  webhook_disabled: (facts) => ({
    subject: 'A webhook gets no more events',
    blocks: [
      greeting(facts),
      text(webhookWords[facts.reasonCode ?? ''] ?? 'A webhook was disabled.'),
      text(
        'What happens meanwhile stays in the feed. Once the receiver works, enable the webhook and replay the range.',
      ),
      ...linkIfAny('The webhook', facts.links.webhook),
    ],
  }),
};

/** What was wrong with a recording, for somebody who has never heard of codecs. Suspicions are for people to look at. */
const reasons: Record<string, string> = {
  recording_without_audio: 'It has no sound: please check that the microphone is allowed and not muted.',
  recording_without_speech: 'We could hear nobody speak in it: please check which microphone is chosen.',
  recording_unreadable: 'The file is damaged or incomplete.',
  recording_too_long: 'It is longer than the question allows.',
  recording_type_unsupported: 'It is not of a kind that we can read.',
  recording_codec_unsupported: 'It is not of a kind that we can read.',
  recording_picture_too_large: 'Its picture is larger than we can read.',
  recording_too_many_streams: 'It is not of a kind that we can read.',
  too_little_speech: 'Too little speech could be heard; the fault may be ours.',
  recognition_unsure: 'The words could not be made out; the fault may be ours.',
  transcript_implausible: 'The words could not be made out; the fault may be ours.',
};

const humanPathWords: Record<string, string> = {
  asked_for_a_person: 'You asked for a person instead of AI.',
  unsupported_language: 'We cannot judge recordings in your language by AI.',
  ai_not_allowed: 'The law of your place does not let us judge recordings by AI.',
};

const erasedWords: Record<string, string> = {
  asked: 'You asked us to delete your recordings.',
  retention: 'We have kept your recordings for as long as we may.',
};

const webhookWords: Record<string, string> = {
  gone: 'The receiver of a webhook answered that it is gone (410), so the webhook is disabled.',
  failing: 'The receiver of a webhook took nothing for five days, so the webhook is disabled.',
};

function becauseOf({ reasonCode }: MailFacts): string {
  return (reasonCode !== null && reasons[reasonCode]) || '';
}

function greeting({ displayName }: MailFacts): MailBlock {
  return text(`Hello ${displayName},`);
}

function codeAndLink({ code, links }: MailFacts, linkLabel: string): MailBlock[] {
  const codeBlock: MailBlock[] = code === null ? [] : [{ kind: 'code', label: 'Your code', code }];
  return [...codeBlock, ...linkIfAny(linkLabel, links.confirm)];
}

function deadline({ deadlineAt }: MailFacts, words: (until: string) => string): MailBlock[] {
  return deadlineAt === null ? [] : [text(words(momentWords(deadlineAt, 'en')))];
}

function validity({ code, lifetime, expiresAt, links }: MailFacts): string {
  if (lifetime === null) return '';
  const what = code !== null && links.confirm !== null ? 'Code and link work' : `The ${code ? 'code' : 'link'} works`;
  const { count, unit } = lifetime;
  // Minutes are read at once; what lasts longer has its date.
  const until = unit === 'minute' || expiresAt === null ? '' : ` (until ${momentWords(expiresAt, 'en')})`;
  return `${what} for ${count} ${unit}${count === 1 ? '' : 's'}${until}, and once.`;
}
