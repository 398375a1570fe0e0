import { type TracedText, visibleText } from '../visible-text.js';

const latinOrArabic = /[\p{sc=Latin}\p{sc=Arabic}]/u;
const marks = /\p{Mn}/gu;

/**
 * A text in the form in which lexicons are written: lower case, compatibility forms resolved, without the accents of
 * Latin and the vowel signs of Arabic, which recognition and typing leave out at will. Devanagari keeps its signs; they
 * are its vowels.
 */
export function lexiconText(text: string, offset = 0): TracedText {
  return visibleText(text, offset, lexiconForm);
}

/** The same for a regular expression's source, whose own characters are ASCII and stay as they are. */
export function lexiconPattern(...alternatives: string[]): RegExp {
  return new RegExp(
    alternatives
      .map((source) => source.normalize('NFKD'))
      .map(patternForm)
      .join('|'),
    'gu',
  );
}

function patternForm(source: string): string {
  return [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(source)]
    .map(({ segment }) => (latinOrArabic.test(segment) ? segment.replaceAll(marks, '') : segment.normalize('NFKC')))
    .join('')
    .replaceAll('ँ', 'ं');
}

function lexiconForm(grapheme: string): string {
  const decomposed = grapheme.normalize('NFKD');
  const plain = latinOrArabic.test(decomposed) ? decomposed.replaceAll(marks, '') : grapheme.normalize('NFKC');
  return plain.toLowerCase().replaceAll('ँ', 'ं').replaceAll('’', "'");
}
