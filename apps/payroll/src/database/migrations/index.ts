import { Payroll1764200000000 } from './1764200000000-payroll.js';
import { PayrollGuards1764300000000 } from './1764300000000-payroll-guards.js';
import { MaskedFileHash1764300100000 } from './1764300100000-masked-file-hash.js';
import { AbandonedFiles1764300101000 } from './1764300101000-abandoned-files.js';
import { FileDays1764300102000 } from './1764300102000-file-days.js';
import { PayoutReplacedOnce1764300103000 } from './1764300103000-payout-replaced-once.js';
import { BankExceptions1764300104000 } from './1764300104000-bank-exceptions.js';

export const migrations = [
  ...[Payroll1764200000000, PayrollGuards1764300000000],
  ...[MaskedFileHash1764300100000, AbandonedFiles1764300101000, FileDays1764300102000],
  ...[PayoutReplacedOnce1764300103000, BankExceptions1764300104000],
];
