import type { TextSpan } from '../transcript.js';
import { lexiconText } from './lexicon-text.js';
import { allLexicons, type Lexicon, lexiconsFor } from './lexicons.js';
import { holdsDirective } from './spoken-directive.js';

const hex = /\b(?:[0-9a-f]{2}){12,2000}\b/giu;
const base64 = /[A-Za-z0-9+/_-]{16,4000}={0,2}/gu;

/** Places in base64, hex or rot13 that decode to a directive in any language we have a lexicon for. */
export function encodedDirectives(text: string): TextSpan[] {
  const blocks = [...decoded(text, hex, 'hex'), ...decoded(text, base64, 'base64')];
  const found = blocks.filter((block) => isDirective(block.plain, allLexicons)).map(({ span }) => span);
  // Turned by 13, ordinary English is no English: whatever matches was written to match. Other scripts do not turn.
  if (isDirective(rot13(text), lexiconsFor('en'))) found.push({ from: 0, to: text.length });
  return found;
}

function decoded(text: string, pattern: RegExp, encoding: 'hex' | 'base64'): { span: TextSpan; plain: string }[] {
  return [...text.matchAll(pattern)].map((match) => ({
    span: { from: match.index, to: match.index + match[0].length },
    plain: Buffer.from(match[0], encoding).toString('utf8'),
  }));
}

function isDirective(plain: string, lexicons: readonly Lexicon[]): boolean {
  return holdsDirective(lexiconText(plain).text, lexicons);
}

function rot13(text: string): string {
  return text.replaceAll(/[a-z]/gi, (letter) => {
    const a = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - a + 13) % 26) + a);
  });
}
