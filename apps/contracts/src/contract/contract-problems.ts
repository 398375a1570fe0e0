import type { ContractProblem, ContractProblemCode } from '@guildhall/messages/contracts';
import { TextNotDrawable } from '@guildhall/pdf';

const anew = 'then take this contract back and extend the offer anew.';

const problems: Record<ContractProblemCode, Omit<ContractProblem, 'code'>> = {
  name_not_drawable: {
    title: 'The name of the signer cannot be written',
    detail: `Documents are written in Latin, Greek, Cyrillic, Arabic and Hebrew letters. Ask the signer to put their name in one of these scripts into their account, ${anew}`,
  },
  text_not_drawable: {
    title: 'A text of the contract cannot be written',
    detail: `The title of the opening, the code name or the governing law of the project has a character that documents cannot be written with. Use others there, ${anew}`,
  },
};

/** What keeps a contract from being written, for who can do something about it. */
export function contractProblem(code: ContractProblemCode): ContractProblem {
  return { code, ...problems[code] };
}

/** Null for errors that another try may get past. */
export function problemOf(error: unknown, signerName: string): ContractProblemCode | null {
  if (!(error instanceof TextNotDrawable)) return null;
  const character = String.fromCodePoint(Number.parseInt(error.codePoint.slice('U+'.length), 16));
  // Documents are drawn in composed letters.
  return signerName.normalize('NFC').includes(character) ? 'name_not_drawable' : 'text_not_drawable';
}
