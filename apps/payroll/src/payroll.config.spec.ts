import { settingsOf } from '@guildhall/config';
import { PayrollConfig } from './payroll.config.js';

describe('the configuration', () => {
  it('takes a time zone of the bank that there is', () => {
    const zone = settingsOf(PayrollConfig).find(({ name }) => name === 'ACH_BANK_TIME_ZONE')!;
    expect(zone.parse('America/Chicago')).toEqual({ value: 'America/Chicago' });
    expect(zone.parse('America/Nowhere')).toEqual({ problem: 'does not look like a zone of the IANA list' });
  });

  const routing = settingsOf(PayrollConfig).find(({ name }) => name === 'ACH_BANK_ROUTING_NUMBER')!;

  it('takes a routing number of the bank and refuses one with a wrong check digit: no file could be written', () => {
    expect(routing.parse('021000021')).toEqual({ value: '021000021' });
    for (const wrong of ['021000022', '000000000', '02100002', 'x21000021']) {
      expect(routing.parse(wrong)).toEqual({ problem: expect.stringMatching(/^does not look like a routing number/) });
    }
  });
});
