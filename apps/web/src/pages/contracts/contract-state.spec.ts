import { contractStanding, kindOfContract } from './contract-state.js';

describe('a contract, to its signer,', () => {
  it.each([
    ['sent', 'notified', 'sent', 'attention'],
    ['sent', 'reviewed', 'opened', 'attention'],
    ['all_signed', 'signed', 'signed', 'now'],
    ['sealing', 'signed', 'signed', 'now'],
    ['sealed', 'signed', 'sealed', 'done'],
    ['superseded', 'signed', 'superseded', 'info'],
    ['declined', 'declined', 'declined', 'info'],
    ['expired', 'expired', 'expired', 'info'],
    ['voided', 'opened', 'voided', 'info'],
  ] as const)('that is %s and whose signer has %s is %s', (state, recipientState, standing, kind) => {
    expect(contractStanding({ state, recipientState })).toBe(standing);
    expect(kindOfContract(standing)).toBe(kind);
  });
});
