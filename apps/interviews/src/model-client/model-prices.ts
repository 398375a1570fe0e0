/** Prices in billionths of a US dollar: integers for every price in use, so that sums are exact. */
export interface TokenPrice {
  inputNanoUsd: number;
  cachedInputNanoUsd: number;
  outputNanoUsd: number;
}

/** List prices of one day. A deployment with a contract of its own passes its own table. */
export interface PriceTable {
  asOf: string;
  perToken: Record<string, TokenPrice>;
  perAudioSecondNanoUsd: Record<string, number>;
}

/** @see https://platform.openai.com/docs/pricing */
export const listPrices: PriceTable = {
  asOf: '2026-03-01',
  perToken: {
    'gpt-4o': { inputNanoUsd: 2500, cachedInputNanoUsd: 1250, outputNanoUsd: 10_000 },
    'gpt-4o-mini': { inputNanoUsd: 150, cachedInputNanoUsd: 75, outputNanoUsd: 600 },
    'gpt-4.1': { inputNanoUsd: 2000, cachedInputNanoUsd: 500, outputNanoUsd: 8000 },
    'gpt-4.1-mini': { inputNanoUsd: 400, cachedInputNanoUsd: 100, outputNanoUsd: 1600 },
    'gpt-4.1-nano': { inputNanoUsd: 100, cachedInputNanoUsd: 25, outputNanoUsd: 400 },
    'gpt-5': { inputNanoUsd: 1250, cachedInputNanoUsd: 125, outputNanoUsd: 10_000 },
    'gpt-5-mini': { inputNanoUsd: 250, cachedInputNanoUsd: 25, outputNanoUsd: 2000 },
    'gpt-5-nano': { inputNanoUsd: 50, cachedInputNanoUsd: 5, outputNanoUsd: 400 },
  },
  perAudioSecondNanoUsd: { 'whisper-1': 100_000 },
};

export interface TokenUse {
  inputTokens: number;
  /** The part of `inputTokens` that came from the vendor's prompt cache. */
  cachedInputTokens: number;
  outputTokens: number;
}

/** Millionths of a US dollar, rounded up; null where the table does not know the model. An unknown price is not 0. */
export function tokenCostMicroUsd(table: PriceTable, model: string, use: TokenUse): number | null {
  const price = table.perToken[model] ?? table.perToken[withoutDate(model)];
  if (!price) return null;
  const nanoUsd =
    (use.inputTokens - use.cachedInputTokens) * price.inputNanoUsd +
    use.cachedInputTokens * price.cachedInputNanoUsd +
    use.outputTokens * price.outputNanoUsd;
  return Math.ceil(nanoUsd / 1000);
}

export function audioCostMicroUsd(table: PriceTable, model: string, seconds: number): number | null {
  const nanoUsd = table.perAudioSecondNanoUsd[model];
  return nanoUsd === undefined ? null : Math.ceil((seconds * nanoUsd) / 1000);
}

/** What a call may cost at most, for a limit on spending: a model that the table does not know counts as the dearest. */
export function tokenEstimateMicroUsd(table: PriceTable, model: string, use: TokenUse): number {
  const known = tokenCostMicroUsd(table, model, use);
  const models = Object.keys(table.perToken);
  return known ?? Math.max(0, ...models.map((each) => tokenCostMicroUsd(table, each, use) ?? 0));
}

/** The same for a recording. */
export function audioEstimateMicroUsd(table: PriceTable, model: string, seconds: number): number {
  const known = audioCostMicroUsd(table, model, seconds);
  const models = Object.keys(table.perAudioSecondNanoUsd);
  return known ?? Math.max(0, ...models.map((each) => audioCostMicroUsd(table, each, seconds) ?? 0));
}

/** `gpt-4.1-mini-2025-04-14` is a snapshot of `gpt-4.1-mini` and costs the same. */
function withoutDate(model: string): string {
  return model.replace(/-\d{4}-\d{2}-\d{2}$/, '');
}
