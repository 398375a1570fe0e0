import { type Account, accountFaults, accountOf, type TaxDraft, taxFaults, taxFormOf } from './hand-ins.js';

const w9: TaxDraft = { form: 'w9', name: ' Ada ', numberKind: 'ssn', number: '123-45-6789', certified: true };

describe('a tax form', () => {
  it('is sent with the digits of its number, however they were typed', () => {
    expect(taxFaults(w9)).toEqual([]);
    expect(taxFormOf(w9)).toEqual({
      ...{ form: 'w9', name: 'Ada', numberKind: 'ssn', number: '123456789', certified: true },
    });
    expect(taxFormOf({ ...w9, number: '١٢٣ ٤٥ ٦٧٨٩' })).toMatchObject({ number: '123456789' });
  });

  it('that lacks something says what', () => {
    expect(taxFaults({ ...w9, name: ' ', number: '12345678', certified: false })).toEqual([
      'name',
      'number',
      'certified',
    ]);
  });

  it('for people outside the US is noted alone', () => {
    const w8: TaxDraft = { ...w9, form: 'w8ben', name: '', number: '1', certified: false };
    expect(taxFaults(w8)).toEqual([]);
    expect(taxFormOf(w8)).toEqual({ form: 'w8ben' });
  });
});

describe('an account', () => {
  const account: Account = {
    routingNumber: '021 000 021',
    accountNumber: '0001-2345',
    accountType: 'checking',
    holderName: ' Ada ',
  };

  it('is sent as digits', () => {
    expect(accountFaults(account)).toEqual([]);
    expect(accountOf(account)).toEqual({
      ...{ routingNumber: '021000021', accountNumber: '00012345', accountType: 'checking', holderName: 'Ada' },
    });
  });

  it('that lacks something says what', () => {
    const fields = { ...account, routingNumber: '02100002', accountNumber: '123', holderName: '' };
    expect(accountFaults(fields)).toEqual(['routingNumber', 'accountNumber', 'holderName']);
    expect(accountFaults({ ...account, routingNumber: '021000022' })).toEqual(['routingNumber']);
  });
});
