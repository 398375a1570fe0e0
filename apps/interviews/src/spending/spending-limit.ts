/** One paid call of a model. */
export interface Purchase {
  /** Id of the interview that it is made for; reaches no model. */
  subject: string;
  purpose: 'transcription' | 'judging';
  /** At least what the call may cost, in millionths of a US dollar. */
  estimateMicroUsd: number;
}

export interface Bought<T> {
  value: T;
  /** Null where the price is unknown: it counts as the estimate. */
  costMicroUsd: number | null;
}

/** Bounds what models may cost. */
export interface SpendingLimit {
  /**
   * Makes the call if its estimate fits into what is left of the day, and gives back what it did not cost. What the call
   * throws is thrown on.
   * @throws ModelCallError `wait` where the estimate does not fit; the call is not made then
   */
  spend<T>(purchase: Purchase, call: () => Promise<Bought<T>>): Promise<T>;
}
