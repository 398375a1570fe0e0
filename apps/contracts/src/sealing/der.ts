/** One element of DER. */
export interface DerElement {
  tag: number;
  content: Buffer;
  /** With tag and length. */
  whole: Buffer;
}

/** One element, its length written the one way that DER allows. */
export function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const length = contents.reduce((sum, { length: more }) => sum + more, 0);
  return Buffer.concat([Buffer.from([tag, ...lengthOctets(length)]), ...contents]);
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) octets.unshift(rest & 0xff);
  return [0x80 + octets.length, ...octets];
}

/** The element that is reached by going into the first, second (0, 1) and so on; null where there is none. */
export function derAt(bytes: Buffer, ...path: readonly number[]): DerElement | null {
  const [index, ...further] = path;
  const found = index === undefined ? undefined : elementsOf(bytes)?.[index];
  if (!found) return null;
  return further.length === 0 ? found : derAt(found.content, ...further);
}

/** Null where the bytes are no row of elements with tags of one byte and lengths of at most two. */
function elementsOf(bytes: Buffer): DerElement[] | null {
  const elements: DerElement[] = [];
  for (let start = 0; start < bytes.length; ) {
    const [tag = 0, first = 0, second = 0, third = 0] = bytes.subarray(start, start + 4);
    const octets = first < 0x80 ? 1 : first - 0x7f;
    if (octets > 3 || first === 0x80) return null;
    const length = [first, second, second * 0x100 + third][octets - 1]!;
    const contentStart = start + 1 + octets;
    const end = contentStart + length;
    if (end > bytes.length) return null;
    elements.push({ tag, content: bytes.subarray(contentStart, end), whole: bytes.subarray(start, end) });
    start = end;
  }
  return elements;
}
