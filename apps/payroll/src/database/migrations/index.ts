import { Payroll1764200000000 } from './1764200000000-payroll.js';
import { MaskedFileHash1764300100000 } from './1764300100000-masked-file-hash.js';

export const migrations = [Payroll1764200000000, MaskedFileHash1764300100000];
