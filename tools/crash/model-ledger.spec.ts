import { ModelLedger } from './model-ledger.js';

let ledger: ModelLedger;
const ask = (question: string, mark: string, at: number) => ledger.note({ question, mark, at });

beforeEach(() => {
  ledger = new ModelLedger();
});

describe('the ledger of model calls', () => {
  it('finds a request that repeats one whose reply was stored', () => {
    ask('first answer', 'a', 1_000);
    ask('second answer', 'b', 1_100);
    ask('first answer', 'c', 9_000);
    const stored = [
      { mark: 'a', at: 1_200 },
      { mark: 'b', at: 1_300 },
    ];
    expect(ledger.answered).toBe(3);
    expect(ledger.secondCalls(stored)).toBe(1);
  });

  it('forgives a repeat of a request whose reply was lost before it could be stored', () => {
    ask('first answer', 'a', 1_000);
    ask('first answer', 'b', 9_000);
    expect(ledger.secondCalls([{ mark: 'b', at: 9_100 }])).toBe(0);
  });

  it('forgives one that crossed with another on its way', () => {
    ask('first answer', 'a', 1_000);
    ask('first answer', 'b', 1_050);
    expect(ledger.secondCalls([{ mark: 'a', at: 1_040 }])).toBe(0);
  });

  it('takes the same question about two people for a repeat only after both were answered', () => {
    ask('recording', 'a', 1_000);
    ask('recording', 'lost', 5_000);
    ask('recording', 'b', 9_000);
    ask('recording', 'again', 20_000);
    const stored = [
      { mark: 'a', at: 1_100 },
      { mark: 'b', at: 9_100 },
    ];
    expect(ledger.secondCalls(stored)).toBe(1);
  });

  it('begins anew with each case', () => {
    ask('first answer', 'a', 1_000);
    ledger.begin();
    expect(ledger.answered).toBe(0);
  });
});
