import type { PayLine, PayRun, PayRunFile } from '@guildhall/messages/payroll';
import type { PayoutFileEntity } from '../payout/payout.entity.js';
import type { PayLineEntity, PayRunApprovalEntity, PayRunEntity } from './pay-run.entity.js';
import type { RunFigures } from './pay-run.repository.js';

export function payRunView(
  run: PayRunEntity,
  figures: RunFigures,
  approvals: PayRunApprovalEntity[],
  files: PayoutFileEntity[],
): PayRun {
  const { id, state, currency, periodStart, periodEnd, createdBy, calculation, snapshotSha256 } = run;
  return {
    ...{ id, state, currency, periodStart, periodEnd, createdBy, calculation, snapshotSha256, ...figures },
    isCalculating: state === 'draft' && calculation > 0,
    approvals: approvals.map(({ approvedBy, approvedAt }) => ({ approvedBy, approvedAt: approvedAt.toISOString() })),
    files: files.map(fileView),
    createdAt: run.createdAt.toISOString(),
  };
}

export function payLineView(line: PayLineEntity): PayLine {
  const { id, contractId, personId, weekStart, seconds, currency, priorPeriod, holdReason, payoutId } = line;
  return {
    ...{ id, contractId, personId, weekStart, seconds, currency, priorPeriod, holdReason, payoutId },
    ...{ rateMinor: line.rateMinor.toString(), amountMinor: line.amountMinor.toString() },
  };
}

function fileView({ id, number, state, entries, totalMinor, maskedSha256 }: PayoutFileEntity): PayRunFile {
  return { id, number, kind: 'nacha', state, entries, totalMinor: totalMinor.toString(), sha256: maskedSha256 };
}
