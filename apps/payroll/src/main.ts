import { systemClock } from '@guildhall/clock';
import { readConfig } from '@guildhall/config';
import { runProcess } from '@guildhall/service';
import { PayrollConfig } from './payroll.config.js';
import { startPayroll } from './start-payroll.js';

await runProcess(() => startPayroll(readConfig(PayrollConfig, process.env), { clock: systemClock }));
