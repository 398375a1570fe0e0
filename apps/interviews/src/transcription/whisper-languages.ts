/**
 * Languages that the vendor lists as supported by Whisper (word error rate under 50 % on its own benchmark), ISO 639-1.
 *
 * @see https://platform.openai.com/docs/guides/speech-to-text#supported-languages
 */
export const whisperLanguages: ReadonlySet<string> = new Set(
  (
    'af ar az be bg bs ca cs cy da de el en es et fa fi fr gl he hi hr hu hy id is it ja kk kn ko lt lv mi mk mr ms ' +
    'ne nl no pl pt ro ru sk sl sr sv sw ta th tl tr uk ur vi zh'
  ).split(' '),
);
