import { amountText } from './remittance.service.js';

describe('an amount on paper', () => {
  it.each([
    [342_000n, 'USD', '3420.00 USD'],
    [5n, 'USD', '0.05 USD'],
    [1_234n, 'JPY', '1234 JPY'],
    [1_234n, 'KWD', '1.234 KWD'],
  ])('%s %s is %s', (minor, currency, text) => {
    expect(amountText(minor, currency)).toBe(text);
  });
});
