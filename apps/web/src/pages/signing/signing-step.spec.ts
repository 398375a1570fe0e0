import { type Signing, stepOf, toRead } from './signing-step.js';

const document = (id: string, changes: object = {}) =>
  ({ id, kind: 'nda', title: id, state: 'frozen', originalSha256: '', reviewed: true, ...changes }) as const;
const standing = (state: Signing['state'], contractState: Signing['contractState'] = 'sent') => ({
  ...{ state, contractState, documents: [document('doc_1'), document('doc_2')] },
});

describe('the step of a signer', () => {
  it.each([
    ['opened', 'agree'],
    ['consented', 'code'],
    ['authenticated', 'read'],
    ['reviewed', 'sign'],
    ['notified', 'ended'],
  ] as const)('who has %s is %s', (state, step) => {
    expect(stepOf(standing(state), ['doc_1', 'doc_2'])).toBe(step);
  });

  it.each([
    ['all_signed', 'sealing'],
    ['sealing', 'sealing'],
    ['sealed', 'sealed'],
    ['superseded', 'sealed'],
    ['declined', 'declined'],
    ['expired', 'expired'],
    ['voided', 'voided'],
  ] as const)('is decided by a contract that is %s, however far the signer was', (contractState, step) => {
    expect(stepOf(standing('reviewed', contractState), [])).toBe(step);
  });

  it('is to read on while a document was not read to its end, whether or not its file was opened', () => {
    expect(stepOf(standing('reviewed'), ['doc_1'])).toBe('read');
    expect(toRead(standing('reviewed'), ['doc_1']).map(({ id }) => id)).toEqual(['doc_2']);
  });

  it('is not to read what is signed', () => {
    const documents = [document('doc_1', { state: 'signed' }), document('doc_2')];
    expect(stepOf({ ...standing('reviewed'), documents }, ['doc_2'])).toBe('sign');
  });
});
