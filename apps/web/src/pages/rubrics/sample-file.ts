/** Characters; more is not taken for a preview. */
export const longestAnswer = 10_000;
const largestFile = 100_000;

export type FileRefusal = 'tooLarge' | 'notText' | 'empty' | 'tooLong';

/** The words in a text file, read here alone: it goes nowhere. @returns why it cannot be an answer, where it cannot */
export async function answerIn(file: Blob): Promise<{ text: string } | { refusal: FileRefusal }> {
  if (file.size > largestFile) return { refusal: 'tooLarge' };
  const text = textOf(await file.arrayBuffer())
    ?.replace(/\r\n?/g, '\n')
    .trim();
  if (text === undefined) return { refusal: 'notText' };
  if (text === '') return { refusal: 'empty' };
  return text.length > longestAnswer ? { refusal: 'tooLong' } : { text };
}

/** @returns undefined for other encodings than UTF-8, and for what has characters that no text has */
function textOf(bytes: ArrayBuffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /(?![\t\n\r\f])\p{Cc}/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
