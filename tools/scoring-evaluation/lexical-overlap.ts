import { isContent, tokenize } from '../../apps/interviews/src/scoring/tokens.js';

/**
 * Share of the reference's content words, as stems and each once, that the answer has, the question's own words left out on both
 * sides; 0 to 1. It compares words and knows nothing of what they mean: it is a yardstick for an engine and is none.
 *
 * @returns null where the reference says nothing but the question's words
 */
export function lexicalOverlap(question: string, reference: string, answer: string): number | null {
  const asked = contentStems(question);
  const expected = [...contentStems(reference)].filter((stem) => !asked.has(stem));
  if (expected.length === 0) return null;
  const said = contentStems(answer);
  return expected.filter((stem) => said.has(stem)).length / expected.length;
}

function contentStems(text: string): Set<string> {
  return new Set(
    tokenize(text)
      .filter(isContent)
      .map(({ stem }) => stem),
  );
}
