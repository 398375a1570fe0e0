/** Whole numbers from a seed: the same seed gives the same row of numbers, on every machine. */
export interface SeededRandom {
  /** Uniform from 0 to 2³² − 1. */
  next(): number;
  /** Uniform from 0 to `bound` − 1; `bound` is at most 2³². */
  below(bound: number): number;
}

/** The four words of a generator's state, not all of them 0. */
export type RandomState = readonly [number, number, number, number];

/** xoshiro128**. @see https://prng.di.unimi.it/xoshiro128starstar.c */
export function randomFrom(state: RandomState): SeededRandom {
  let [s0, s1, s2, s3] = state;
  const next = () => {
    const drawn = Math.imul(rotated(Math.imul(s1, 5), 7), 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotated(s3, 11);
    return drawn;
  };
  const below = (bound: number) => {
    // What is over the last whole multiple is drawn again: a remainder alone would favour small numbers.
    const limit = 2 ** 32 - (2 ** 32 % bound);
    for (;;) {
      const drawn = next();
      if (drawn < limit) return drawn % bound;
    }
  };
  return { next, below };
}

/** @param seed a whole number from 0 to 2³² − 1 */
export function seededRandom(seed: number): SeededRandom {
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) throw new RangeError(`${seed} is no seed.`);
  const word = spreadOut(seed);
  return randomFrom([word(), word(), word(), word()]);
}

/** SplitMix32 with the finaliser of MurmurHash3: seeds that lie side by side begin far apart. */
function spreadOut(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let word = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
    return (word ^ (word >>> 16)) >>> 0;
  };
}

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
