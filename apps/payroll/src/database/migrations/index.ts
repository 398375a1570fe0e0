import { Payroll1764200000000 } from './1764200000000-payroll.js';

export const migrations = [Payroll1764200000000];
