import { Payroll1764200000000 } from './1764200000000-payroll.js';
import { PayrollGuards1764300000000 } from './1764300000000-payroll-guards.js';

export const migrations = [Payroll1764200000000, PayrollGuards1764300000000];
