import { createHash } from 'node:crypto';
import type { Disclosures } from '@guildhall/messages/contracts';

/**
 * What a signer is told before they agree to sign electronically, as 15 U.S.C. 7001(c) (ESIGN) asks: the paper option, the
 * right to withdraw with its consequences, the scope, contact details, copies, what is needed to read them. A text is never
 * edited: a change is a new version, with its hash in the golden test. Evidence keeps version and hash of what was agreed to.
 */
const texts: readonly { version: string; text: string }[] = [
  {
    version: '2026-11',
    text: [
      'You are asked to sign a non-disclosure agreement and a contractor agreement electronically. Please read this before you agree.',
      'On paper instead: you may have these documents on paper and sign them by hand, at no cost. Do not agree here then, and write to us; it takes some days longer and has no other disadvantage.',
      'What you agree to: your consent covers these documents and the records that belong to them, and nothing else.',
      'Taking it back: you may take this consent back before you have signed, by closing this page or declining, without any fee. What you have signed until then stays signed.',
      'Your contact details: change your name and address in your account, or write to us.',
      'Copies: you can download every document you have signed at any time under your contracts, at no cost. Write to us for a copy on paper, which costs nothing either.',
      'What you need: a browser of these days, a program that shows PDF files, the mails of your address, and somewhere to keep the files. Open the test file and enter the code in it, which shows that you can read them.',
      'What your signature is: a typed name with a code from your mail, kept with the time and the address you signed from, and sealed by us. It is a simple electronic signature.',
    ].join('\n'),
  },
];

export const disclosureVersions: readonly Disclosures[] = texts.map(({ version, text }) => ({
  ...{ version, text },
  sha256: createHash('sha256').update(text, 'utf8').digest('hex'),
}));

/** What new consents are given to. */
export function currentDisclosures(): Disclosures {
  return disclosureVersions.at(-1)!;
}
