/** A stretch of a text, as UTF-16 offsets [from, to), and what is to be said of it. */
export interface Spot<Mark> {
  from: number;
  to: number;
  mark: Mark;
}

export interface TextPiece<Mark> {
  text: string;
  /** Where it begins: what tells pieces apart that read the same. */
  at: number;
  /** In the order of the spots. */
  marks: Mark[];
}

/** A text cut wherever a spot begins or ends, so that spots may lie over each other. Nothing of the text is lost. */
export function cut<Mark>(text: string, spots: readonly Spot<Mark>[]): TextPiece<Mark>[] {
  const edges = new Set([0, text.length]);
  for (const { from, to } of spots) {
    for (const edge of [from, to]) if (edge > 0 && edge < text.length) edges.add(edge);
  }
  const ordered = [...edges].sort((one, other) => one - other);
  return ordered.slice(0, -1).map((from, index) => {
    const to = ordered[index + 1]!;
    const marks = spots.filter((spot) => spot.from < to && spot.to > from).map(({ mark }) => mark);
    return { text: text.slice(from, to), at: from, marks };
  });
}
