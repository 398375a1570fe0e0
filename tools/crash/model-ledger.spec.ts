import { ModelLedger } from './model-ledger.js';

const canaryOf = (digit: string) => `gh${digit.repeat(24)}`;
const promptWith = (words: string, digit: string) =>
  `The secret word is ${canaryOf(digit)}\n<<${digit.repeat(32)}>>\n${words}\n<<${digit.repeat(32)}>>`;

describe('the ledger of model calls', () => {
  it('finds a request that repeats one whose reply was stored', () => {
    const ledger = new ModelLedger();
    ledger.note(promptWith('first answer', '1'), 1_000);
    ledger.note(promptWith('second answer', '2'), 1_100);
    ledger.note(promptWith('first answer', '3'), 9_000);
    const stored = [
      { canary: canaryOf('1'), at: 1_200 },
      { canary: canaryOf('2'), at: 1_300 },
    ];
    expect(ledger.answered).toBe(3);
    expect(ledger.secondCalls(stored)).toBe(1);
  });

  it('forgives a repeat of a request whose reply was lost before it could be stored', () => {
    const ledger = new ModelLedger();
    ledger.note(promptWith('first answer', '1'), 1_000);
    ledger.note(promptWith('first answer', '3'), 9_000);
    expect(ledger.secondCalls([{ canary: canaryOf('3'), at: 9_100 }])).toBe(0);
  });

  it('forgives one that crossed with another on its way', () => {
    const ledger = new ModelLedger();
    ledger.note(promptWith('first answer', '1'), 1_000);
    ledger.note(promptWith('first answer', '2'), 1_050);
    expect(ledger.secondCalls([{ canary: canaryOf('1'), at: 1_040 }])).toBe(0);
  });
});
