/** Seconds of an hour, twice: the formula below rounds half up without leaving the integers. */
const twiceAnHour = 7_200n;
const anHour = 3_600n;

/**
 * What a line earns: `floor((2·seconds·rateMinor + 3600) / 7200)`, half up, in the rate's minor unit.
 * @throws RangeError for negative seconds or a negative rate
 */
export function payFor(seconds: bigint, rateMinor: bigint): bigint {
  if (seconds < 0n || rateMinor < 0n) throw new RangeError('Neither time nor a rate is negative.');
  return (2n * seconds * rateMinor + anHour) / twiceAnHour;
}
