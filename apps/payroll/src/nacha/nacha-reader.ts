import { type NachaNote, NachaRefused, type ReadBatch, type ReadEntry, type ReadFile } from './nacha-content.js';
import { returnReason } from './return-reasons.js';

const width = 94;
const filler = '9'.repeat(width);
const longestFileBytes = 100 * 1024 * 1024;
const recordNames: Record<string, string> = {
  '1': 'file header',
  '5': 'batch header',
  '6': 'entry',
  '7': 'addenda',
  '8': 'batch control',
  '9': 'file control',
};

/**
 * Reads any NACHA file of domestic entries, whoever wrote it, and believes nothing: order of records, counts, hashes,
 * totals and check digits are worked out again. Shares no layout with the writer on purpose, so that one mistake cannot
 * stand in both.
 * @throws NachaRefused with all faults
 */
export function readNacha(content: string): ReadFile {
  if (content.length > longestFileBytes)
    throw new NachaRefused([{ line: 0, record: 'file', message: 'is larger than 100 MiB' }]);
  const reading = new Reading();
  content
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .forEach((line, index) => {
      reading.take(line, index + 1);
    });
  return reading.end();
}

class Reading {
  private readonly faults: NachaNote[] = [];
  private readonly warnings: NachaNote[] = [];
  private readonly batches: ReadBatch[] = [];
  private header: { destination: string; origin: string; createdDate: string } | null = null;
  private control: { line: number; text: string } | null = null;
  private batch: ReadBatch | null = null;
  private entry: (ReadEntry & { expectsAddenda: boolean; addenda: number }) | null = null;
  private lines = 0;
  private records = { all: 0, ofBatch: 0 };
  private sums = { hash: 0n, debit: 0n, credit: 0n };
  private batchSums = { hash: 0n, debit: 0n, credit: 0n };

  take(raw: string, line: number) {
    this.lines = line;
    const kind = raw.charAt(0);
    const record = recordNames[kind] ?? 'record';
    if (!/^[\x20-\x7e]*$/.test(raw)) return this.fault(line, record, 'holds characters beyond ASCII');
    if (this.control && raw === filler) return;
    if (this.control) return this.fault(line, record, 'stands behind the file control');
    if (raw.length > width) return this.fault(line, record, `has ${raw.length} characters instead of 94`);
    if (raw.length < width) this.warnings.push({ line, record, message: 'lacks trailing blanks' });
    const text = raw.padEnd(width);
    if (line === 1 && kind !== '1') this.fault(line, 'file header', 'is missing');
    switch (kind) {
      case '1':
        return this.fileHeader(text, line);
      case '5':
        return this.batchHeader(text, line);
      case '6':
        return this.entryDetail(text, line);
      case '7':
        return this.addenda(text, line);
      case '8':
        return this.batchControl(text, line);
      case '9':
        return this.fileControl(text, line);
      default:
        return this.fault(line, record, 'is of no known type');
    }
  }

  end(): ReadFile {
    if (this.batch) this.fault(this.lines + 1, 'batch control', 'is missing');
    if (!this.control) this.fault(this.lines + 1, 'file control', 'is missing');
    else this.checkFileControl(this.control.text, this.control.line);
    if (this.faults.length > 0 || !this.header) throw new NachaRefused(this.faults);
    return {
      ...this.header,
      ...{ batches: this.batches, warnings: this.warnings },
      ...{ totalDebitMinor: this.sums.debit, totalCreditMinor: this.sums.credit },
    };
  }

  private fileHeader(text: string, line: number) {
    if (line !== 1) return this.fault(line, 'file header', 'stands in the middle of the file');
    const [, destination, origin, created, format] = /^101(.{10})(.{10})(\d{6})[\d ]{4}[A-Z0-9](.{6})/.exec(text) ?? [];
    if (destination === undefined) return this.fault(line, 'file header', 'cannot be read');
    if (format !== '094101') this.fault(line, 'file header', 'is of another format than 094, 10, 1');
    this.header = { destination: destination.trim(), origin: origin!.trim(), createdDate: created! };
  }

  private batchHeader(text: string, line: number) {
    if (this.batch) this.fault(line, 'batch control', 'is missing before this batch header');
    this.endEntry();
    const match = /^5(200|220|225)(.{16}).{20}(.{10})([A-Z]{3})(.{10}).{6}(\d{6}).{3}.(\d{8})\d{7}$/.exec(text);
    if (match?.[4] === 'IAT') this.fault(line, 'batch header', 'is of an international transaction (IAT)');
    if (!match) this.fault(line, 'batch header', 'cannot be read');
    this.batch = {
      ...{ serviceClass: match?.[1] ?? '', companyName: trimmed(match?.[2]), companyId: trimmed(match?.[3]) },
      ...{ secCode: match?.[4] ?? '', description: trimmed(match?.[5]), effectiveDate: match?.[6] ?? '' },
      ...{ odfi: match?.[7] ?? '', entries: [] },
    };
    this.batches.push(this.batch);
    this.records.ofBatch = 0;
    this.batchSums = { hash: 0n, debit: 0n, credit: 0n };
  }

  private entryDetail(text: string, line: number) {
    this.endEntry();
    if (!this.batch) {
      this.fault(line, 'batch header', 'is missing before this entry');
      return this.openNamelessBatch(() => this.entryDetail(text, line));
    }
    this.records.ofBatch += 1;
    const match = /^6(\d{2})(\d{9})(.{17})(\d{10})(.{15})(.{22}).{2}([01])(\d{15})$/.exec(text);
    if (!match) return this.fault(line, 'entry', 'cannot be read');
    const [, transactionCode, routingNumber, account, amount, id, name, flag, traceNumber] =
      match as unknown as string[];
    if (!hasCheckDigit(routingNumber!)) this.fault(line, 'entry', 'names a routing number with a wrong check digit');
    const amountMinor = BigInt(amount!);
    const isDebit = ['6', '7', '8', '9'].includes(transactionCode![1]!);
    this.batchSums.hash += BigInt(routingNumber!.slice(0, 8));
    this.batchSums[isDebit ? 'debit' : 'credit'] += amountMinor;
    this.entry = {
      ...{ line, transactionCode: transactionCode!, routingNumber: routingNumber!, accountNumber: account!.trim() },
      ...{ amountMinor, individualId: id!.trim(), name: name!.trim(), traceNumber: traceNumber! },
      ...{ paymentInformation: [], return: null, change: null, expectsAddenda: flag === '1', addenda: 0 },
    };
  }

  private addenda(text: string, line: number) {
    if (!this.entry) return this.fault(line, 'addenda', 'follows no entry');
    this.records.ofBatch += 1;
    this.entry.addenda += 1;
    const kind = text.slice(1, 3);
    if (kind === '99') return this.returned(text, line);
    if (kind === '98') return this.changed(text, line);
    if (kind !== '05') return this.fault(line, 'addenda', 'is of no known type');
    if (text.slice(87) !== this.entry.traceNumber.slice(8)) this.fault(line, 'addenda', 'belongs to another entry');
    this.entry.paymentInformation.push(text.slice(3, 83).trimEnd());
  }

  private returned(text: string, line: number) {
    const match = /^799(R\d{2})(\d{15}).{6}.{8}(.{44}).{15}$/.exec(text);
    if (!match) return this.fault(line, 'addenda', 'of a return cannot be read');
    const [, code, originalTraceNumber, information] = match as unknown as string[];
    const reason = returnReason(code!);
    if (reason === 'unknown_reason') {
      this.warnings.push({ line, record: 'addenda', message: `names ${code}, a reason that is not in the rules` });
    }
    this.entry!.return = {
      code: code!,
      reason,
      originalTraceNumber: originalTraceNumber!,
      information: information!.trim(),
    };
  }

  private changed(text: string, line: number) {
    const match = /^798(C\d{2})(\d{15}).{6}.{8}(.{29})/.exec(text);
    if (!match) return this.fault(line, 'addenda', 'of a notification of change cannot be read');
    const [, code, originalTraceNumber, correctedData] = match as unknown as string[];
    this.entry!.change = {
      ...{ code: code!, originalTraceNumber: originalTraceNumber!, correctedData: correctedData!.trim() },
    };
  }

  private batchControl(text: string, line: number) {
    this.endEntry();
    const batch = this.batch;
    if (!batch) return this.fault(line, 'batch header', 'is missing before this batch control');
    this.batch = null;
    const match = /^8(\d{3})(\d{6})(\d{10})(\d{12})(\d{12})(.{10}).{25}(\d{8})\d{7}$/.exec(text);
    const { hash, debit, credit } = this.batchSums;
    this.sums = { hash: this.sums.hash + hash, debit: this.sums.debit + debit, credit: this.sums.credit + credit };
    this.records.all += this.records.ofBatch;
    if (!match) return this.fault(line, 'batch control', 'cannot be read');
    const [, serviceClass, count, saidHash, saidDebit, saidCredit, companyId, odfi] = match as unknown as string[];
    const wrong = (what: string) => this.fault(line, 'batch control', `names another ${what} than the batch has`);
    if (serviceClass !== batch.serviceClass) wrong('service class');
    if (Number(count) !== this.records.ofBatch) wrong('count');
    if (BigInt(saidHash!) !== hash % 10_000_000_000n) wrong('hash');
    if (BigInt(saidDebit!) !== debit || BigInt(saidCredit!) !== credit) wrong('total');
    if (companyId!.trim() !== batch.companyId) wrong('company');
    if (odfi !== batch.odfi) wrong('originating bank');
  }

  private fileControl(text: string, line: number) {
    this.endEntry();
    if (this.batch) this.fault(line, 'batch control', 'is missing before the file control');
    this.batch = null;
    this.control = { line, text };
  }

  private checkFileControl(text: string, line: number) {
    const match = /^9(\d{6})(\d{6})(\d{8})(\d{10})(\d{12})(\d{12})/.exec(text);
    if (!match) return this.fault(line, 'file control', 'cannot be read');
    const [, batches, blocks, count, hash, debit, credit] = match as unknown as string[];
    const wrong = (what: string) => this.fault(line, 'file control', `names another ${what} than the file has`);
    if (Number(batches) !== this.batches.length) wrong('number of batches');
    if (Number(blocks) !== Math.ceil(this.lines / 10)) wrong('number of blocks');
    if (this.lines % 10 !== 0) this.fault(this.lines, 'file control', 'is not padded to a multiple of ten lines');
    if (Number(count) !== this.records.all) wrong('count');
    if (BigInt(hash!) !== this.sums.hash % 10_000_000_000n) wrong('hash');
    if (BigInt(debit!) !== this.sums.debit || BigInt(credit!) !== this.sums.credit) wrong('total');
  }

  /** One missing header must not hide the faults behind it. */
  private openNamelessBatch(goOn: () => void): void {
    this.batch = {
      ...{
        serviceClass: '',
        companyName: '',
        companyId: '',
        secCode: '',
        description: '',
        effectiveDate: '',
        odfi: '',
      },
      entries: [],
    };
    goOn();
  }

  private endEntry(): void {
    if (!this.entry) return;
    const { expectsAddenda, addenda, ...entry } = this.entry;
    this.entry = null;
    if (expectsAddenda !== addenda > 0) {
      this.fault(
        entry.line,
        'entry',
        expectsAddenda ? 'announces an addenda that is missing' : 'has an addenda unannounced',
      );
    }
    this.batch?.entries.push(entry);
  }

  private fault(line: number, record: string, message: string): void {
    this.faults.push({ line, record, message });
  }
}

function trimmed(text: string | undefined): string {
  return (text ?? '').trim();
}

function hasCheckDigit(routing: string): boolean {
  const [a, b, c, d, e, f, g, h, i] = [...routing].map(Number) as [
    ...[number, number, number, number, number, number, number, number, number],
  ];
  return (3 * (a + d + g) + 7 * (b + e + h) + (c + f + i)) % 10 === 0;
}
