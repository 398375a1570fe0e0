export interface ReadFile {
  destination: string;
  origin: string;
  createdDate: string;
  batches: ReadBatch[];
  totalDebitMinor: bigint;
  totalCreditMinor: bigint;
  /** What was not quite as it should be and could be read all the same. */
  warnings: NachaNote[];
}

export interface ReadBatch {
  serviceClass: string;
  companyName: string;
  companyId: string;
  secCode: string;
  description: string;
  effectiveDate: string;
  odfi: string;
  entries: ReadEntry[];
}

export interface ReadEntry {
  line: number;
  transactionCode: string;
  routingNumber: string;
  accountNumber: string;
  amountMinor: bigint;
  individualId: string;
  name: string;
  traceNumber: string;
  /** Texts of addenda 05. */
  paymentInformation: string[];
  return: ReadReturn | null;
  change: ReadChange | null;
}

/** Addenda 99. */
export interface ReadReturn {
  code: string;
  reason: string;
  originalTraceNumber: string;
  information: string;
}

/** Addenda 98, a notification of change: pay went through, and the account should be corrected. */
export interface ReadChange {
  code: string;
  originalTraceNumber: string;
  correctedData: string;
}

export interface NachaNote {
  line: number;
  record: string;
  message: string;
}

/** Why a file is refused: every fault, each with its record and line. Amounts and account numbers are not repeated. */
export class NachaRefused extends Error {
  override readonly name = 'NachaRefused';

  constructor(readonly faults: NachaNote[]) {
    super(faults.map(({ line, record, message }) => `line ${line}, ${record}: ${message}`).join('; '));
  }
}
