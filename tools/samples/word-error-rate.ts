/**
 * Word error rate: substitutions, insertions and deletions that turn `heard` into `spoken`, per spoken word. Case and
 * punctuation do not count. 0 is perfect; more than 1 is possible.
 */
export function wordErrorRate(spoken: string, heard: string): number {
  const truth = wordsOf(spoken);
  return editDistance(truth, wordsOf(heard)) / truth.length;
}

export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
}

function editDistance(from: string[], to: string[]): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, expected] of from.entries()) {
    const current = [row + 1];
    for (const [column, actual] of to.entries()) {
      const substituted = previous[column]! + (expected === actual ? 0 : 1);
      current.push(Math.min(substituted, previous[column + 1]! + 1, current[column]! + 1));
    }
    previous = current;
  }
  return previous[to.length]!;
}
