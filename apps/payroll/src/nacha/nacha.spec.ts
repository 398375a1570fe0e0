import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { foldToAscii } from './ascii-names.js';
import { NachaRefused } from './nacha-content.js';
import { readNacha } from './nacha-reader.js';
import { type NachaFile, type NachaPayment, writeNacha } from './nacha-writer.js';
import { checkDigitOf } from './routing-number.js';

const samples = path.join(import.meta.dirname, '../../../../../shared/data/ach');
const withSamples = existsSync(samples) ? describe : describe.skip;
if (!existsSync(samples)) console.info(`Skipped: there are no sample files at ${samples}.`);

const sample = (name: string) => readFileSync(path.join(samples, name), 'latin1');

const file: Omit<NachaFile, 'payments'> = {
  origin: {
    ...{ destination: '091000019', destinationName: 'Simulated bank', origin: '1123456789', originName: 'Guildhall' },
    ...{ companyName: 'Guildhall', companyId: '1123456789', odfi: '09100001' },
  },
  ...{ createdDate: '261001', createdTime: '1200', modifier: 'A', effectiveDate: '261002', description: 'PAYROLL' },
  ...{ batchNumber: 3, firstSequence: 501 },
};

const payment = fc.record<NachaPayment>({
  routingNumber: fc
    .stringMatching(/^[0-9]{8}$/)
    .filter((eight) => eight !== '00000000')
    .map((eight) => eight + checkDigitOf(eight)),
  accountNumber: fc.stringMatching(/^[0-9]{4,17}$/),
  accountType: fc.constantFrom('checking', 'savings'),
  amountMinor: fc.bigInt({ min: 1n, max: 9_999_999_999n }),
  individualId: fc.stringMatching(/^[0-9a-f]{15}$/),
  name: fc.string({ unit: 'grapheme', maxLength: 40 }),
});

const refusal = (content: string): NachaRefused => {
  try {
    readNacha(content);
  } catch (thrown) {
    if (thrown instanceof NachaRefused) return thrown;
    throw thrown;
  }
  throw new Error('The file was accepted.');
};

describe('a file that is written', () => {
  it('is read back as it was meant, 94 characters a line, in blocks of ten, ASCII alone', () => {
    fc.assert(
      fc.property(fc.array(payment, { minLength: 1, maxLength: 12 }), (payments) => {
        const content = writeNacha({ ...file, payments });
        const lines = content.replace(/\n$/, '').split('\n');
        expect(lines.length % 10).toBe(0);
        expect(lines.every((line) => line.length === 94 && /^[\x20-\x7e]+$/.test(line))).toBe(true);
        const read = readNacha(content);
        expect(read.warnings).toEqual([]);
        const batchNumbers = lines.filter((line) => /^[58]/.test(line)).map((line) => line.slice(87));
        expect(batchNumbers).toEqual(['0000003', '0000003']);
        expect(read.totalCreditMinor).toBe(payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n));
        expect(read.batches[0]).toMatchObject({ serviceClass: '220', secCode: 'PPD', description: 'PAYROLL' });
        const entries = read.batches.flatMap((batch) => batch.entries);
        expect(
          entries.map(({ amountMinor, accountNumber, routingNumber }) => [amountMinor, accountNumber, routingNumber]),
        ).toEqual(
          payments.map(({ amountMinor, accountNumber, routingNumber }) => [amountMinor, accountNumber, routingNumber]),
        );
        expect(entries.map(({ traceNumber }) => traceNumber)).toEqual(
          payments.map((_, index) => `09100001${String(501 + index).padStart(7, '0')}`),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('is refused by the reader after any digit of an entry or a control was changed', () => {
    const payments = fc.sample(payment, { numRuns: 3, seed: 7 });
    const content = writeNacha({ ...file, payments });
    const lines = content.split('\n');
    for (const [row, places] of [
      [2, [3, 4, 11, 30, 38]],
      [lines.findIndex((line) => line.startsWith('8')), [9, 12, 19, 43]],
      [lines.findIndex((line) => line.startsWith('90')), [6, 12, 20, 30, 54]],
    ] as [number, number[]][]) {
      for (const place of places) {
        const line = lines[row]!;
        const changed = line.slice(0, place) + ((Number(line[place]) + 1) % 10) + line.slice(place + 1);
        expect(refusal(lines.with(row, changed).join('\n')).faults.length).toBeGreaterThan(0);
      }
    }
  });

  it('holds no amount of nothing, no wrong bank, no cut account and no other description', () => {
    const [one] = fc.sample(payment, { numRuns: 1, seed: 1 }) as [NachaPayment];
    const write = (changes: Partial<NachaPayment>) => () => writeNacha({ ...file, payments: [{ ...one, ...changes }] });
    expect(write({ amountMinor: 0n })).toThrow(RangeError);
    expect(write({ amountMinor: 10_000_000_000n })).toThrow(RangeError);
    expect(write({ routingNumber: '021000022' })).toThrow(RangeError);
    expect(write({ accountNumber: '1'.repeat(18) })).toThrow(RangeError);
    expect(() => writeNacha({ ...file, description: 'REG.SALARY', payments: [one] })).toThrow(/PAYROLL/);
    expect(() => writeNacha({ ...file, payments: [] })).toThrow(RangeError);
  });

  it('names people in capital letters of ASCII', () => {
    expect(foldToAscii('José Ångström-Łuczak')).toBe('JOSE ANGSTROM-LUCZAK');
    expect(foldToAscii('Groß')).toBe('GROSS');
    expect(foldToAscii('محمد')).toBe('PAYEE');
  });
});

withSamples('the sample files', () => {
  it.each([
    ['test_ach-ccd-read_ccd-debit.ach', 'CCD', 500_125n, 0n],
    ['test_ach-ppd-read_ppd-credit.ach', 'PPD', 0n, 100_000_000n],
    ['test_ach-web-read_web-credit.ach', 'WEB', 0n, 10_799n],
    ['test_same-day-ach-ppd-read_same-day-ach-ppd-credit.ach', 'PPD', 0n, 100_000_000n],
  ])('accepts %s', (name, secCode, debit, credit) => {
    const read = readNacha(sample(name));
    expect(read.batches[0]!.secCode).toBe(secCode);
    expect([read.totalDebitMinor, read.totalCreditMinor, read.warnings]).toEqual([debit, credit, []]);
  });

  it('reads a notification of change', () => {
    const [entry] = readNacha(sample('test_ach-cor-read_cor-read.ach')).batches[0]!.entries;
    const change = { code: 'C01', originalTraceNumber: '121042880000001', correctedData: '1918171614' };
    expect(entry).toMatchObject({ change, return: null });
  });

  it('reads returns with their reasons', () => {
    const issue = readNacha(sample('test_issues_testdata_issue1620_return.ach'));
    expect(issue.batches[0]!.entries[0]!.return).toMatchObject({ code: 'R03', reason: 'no_account' });
    const web = readNacha(sample('test_testdata_return-WEB.ach'));
    const returns = web.batches.flatMap(({ entries }) => entries.map((entry) => entry.return?.code));
    expect(returns).toEqual(['R01', 'R03']);
  });

  it('keeps a reason that nobody knows, and warns of missing blanks', () => {
    const read = readNacha(sample('test_testdata_return-PPD-custom-reason-code.ach'));
    expect(read.batches[0]!.entries[0]!.return).toMatchObject({ code: 'R97', reason: 'unknown_reason' });
    expect(read.warnings.map(({ record, message }) => `${record} ${message}`)).toEqual([
      'file header lacks trailing blanks',
      'addenda names R97, a reason that is not in the rules',
      'file control lacks trailing blanks',
    ]);
  });

  it.each([
    ['test_testdata_return-no-batch-controls.ach', 'batch control'],
    ['test_testdata_return-no-batch-header.ach', 'batch header'],
    ['test_testdata_return-no-file-header-control.ach', 'file header'],
    ['test_testdata_return-no-file-header-control.ach', 'file control'],
  ])('refuses %s and names its missing %s', (name, record) => {
    const { faults } = refusal(sample(name));
    expect(faults).toContainEqual(expect.objectContaining({ record, message: expect.stringMatching(/^is missing/) }));
  });
});

describe('what is read', () => {
  it('may be any text without harm', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (content) => {
        expect(() => readNacha(content)).toThrow(NachaRefused);
      }),
    );
  });

  it('is refused where it leaves the country', () => {
    const [one] = fc.sample(payment, { numRuns: 1, seed: 3 }) as [NachaPayment];
    const content = writeNacha({ ...file, payments: [one] }).replace('1123456789PPD', '1123456789IAT');
    expect(refusal(content).message).toMatch(/international/);
  });
});
