import { audioCostMicroUsd, listPrices, tokenCostMicroUsd } from './model-prices.js';

const use = { inputTokens: 1_200, cachedInputTokens: 200, outputTokens: 250 };

describe('model prices', () => {
  it('charges cached input at its own price and rounds up to a millionth of a dollar', () => {
    expect(tokenCostMicroUsd(listPrices, 'gpt-4.1-mini', use)).toBe(400 + 20 + 400);
    expect(tokenCostMicroUsd(listPrices, 'gpt-5-nano', { inputTokens: 1, cachedInputTokens: 0, outputTokens: 0 })).toBe(
      1,
    );
  });

  it('charges a dated snapshot like its model, and like itself where it has a price of its own', () => {
    expect(tokenCostMicroUsd(listPrices, 'gpt-4.1-mini-2025-04-14', use)).toBe(820);
    const free = { inputNanoUsd: 0, cachedInputNanoUsd: 0, outputNanoUsd: 0 };
    const own = { ...listPrices, perToken: { ...listPrices.perToken, 'gpt-4.1-mini-2025-04-14': free } };
    expect(tokenCostMicroUsd(own, 'gpt-4.1-mini-2025-04-14', use)).toBe(0);
  });

  it('does not know what a model costs that it has no price for, which is not nothing', () => {
    expect(tokenCostMicroUsd(listPrices, 'llama-3.3-70b', use)).toBeNull();
    expect(audioCostMicroUsd(listPrices, 'whisper-large-v3', 60)).toBeNull();
    expect(audioCostMicroUsd(listPrices, 'whisper-1', 60)).toBe(6_000);
  });
});
