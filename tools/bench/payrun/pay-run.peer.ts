import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '@guildhall/clock';
import { readConfig } from '@guildhall/config';
import { type CallContext, newId } from '@guildhall/messages/contract';
import { createLogger } from '@guildhall/observability';
import { PayoutFileRepository } from '../../../apps/payroll/src/payout/payout-file.repository.js';
import { PayrollConfig } from '../../../apps/payroll/src/payroll.config.js';
import { PayRunRepository } from '../../../apps/payroll/src/payrun/pay-run.repository.js';
import { PayRunService } from '../../../apps/payroll/src/payrun/pay-run.service.js';
import { startPayroll } from '../../../apps/payroll/src/start-payroll.js';

// The service as it runs, with a run for everybody who is there. Its last line of output is the measurement as JSON.

const pollMs = 50;
const kibibytesOfMebibyte = 1_024;

const logger = createLogger({ service: 'payroll', level: 'silent' });
const service = await startPayroll(readConfig(PayrollConfig, process.env), { clock: systemClock, logger });
const seconds = await realPath();
const peakMiB = Math.round(process.resourceUsage().maxRSS / kibibytesOfMebibyte);
console.log(JSON.stringify({ seconds, peakMiB }));
await service.close();

/** From "calculate" by a person of finance to the file that was read back; two others approve as soon as they can. */
async function realPath(): Promise<number> {
  const runs = service.application.get(PayRunRepository, { strict: false });
  const files = service.application.get(PayoutFileRepository, { strict: false });
  const people = service.application.get(PayRunService, { strict: false });
  const finance = (): CallContext => ({
    correlationId: newId('evt'),
    actor: { kind: 'staff', id: newId('per'), roles: ['finance'] },
  });
  const maker = finance();
  const period = { periodStart: '2026-02-01', periodEnd: '2026-03-01', currency: 'USD' as const };
  const started = performance.now();
  const payRunId = await service.database.transaction((tx) => people.create(tx, period, maker));
  await service.database.transaction((tx) => people.calculate(tx, payRunId, maker));
  const calculated = await until(async () => {
    const run = await runs.find(payRunId);
    return run?.state === 'calculated' ? run : null;
  });
  for (const approver of [finance(), finance()]) {
    const approval = { payRunId, snapshotSha256: calculated.snapshotSha256! };
    await service.database.transaction((tx) => people.approve(tx, approval, approver));
  }
  await until(async () => (await files.ofRun(payRunId)).find(({ state }) => state !== 'building') ?? null);
  return (performance.now() - started) / 1_000;
}

async function until<T>(ask: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    await pause(pollMs);
  }
}
