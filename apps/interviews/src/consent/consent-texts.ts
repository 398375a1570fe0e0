import { createHash } from 'node:crypto';

export interface ConsentTextVersion {
  version: string;
  text: string;
  sha256: string;
}

/**
 * What an applicant agrees to before anything is recorded: that AI is used, how it works and what it evaluates, as the
 * Illinois Artificial Intelligence Video Interview Act asks (820 ILCS 42/5), and the way out of it. A text is never
 * edited: a change is a new version, and consents keep the hash of the text they were given to.
 */
const texts: readonly { version: string; text: string }[] = [
  {
    version: '2026-11',
    text: [
      'Your answers are recorded with picture and sound and kept encrypted.',
      'A speech recognition program turns what you say into text. Another program compares the text with written criteria that are the same for every applicant to this opening, and notes where in your own words each point is shown.',
      'Only your words are evaluated. Your face, voice, accent, tone, surroundings, name and address are not.',
      'The programs decide nothing: a named person reads the evidence and decides about your application.',
      'Your recording is shown only to people who need it for this application. You may ask for its deletion; it is then deleted within 30 days, copies included.',
      'You may ask for a person instead at any time, or take this consent back, without any disadvantage.',
    ].join('\n'),
  },
];

const versions: readonly ConsentTextVersion[] = texts.map(({ version, text }) => ({
  version,
  text,
  sha256: createHash('sha256').update(text, 'utf8').digest('hex'),
}));

/** The text that new consents are given to. */
export function currentConsentText(): ConsentTextVersion {
  return versions.at(-1)!;
}
