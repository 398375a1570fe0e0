import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { type CallContext, newId } from '@guildhall/messages/contract';
import { Inject, Injectable } from '@nestjs/common';
import type { BankExceptionEntity } from './bank-exception.entity.js';
import { BankExceptionRepository } from './bank-exception.repository.js';

export type Misfit = Pick<BankExceptionEntity, 'kind' | 'reference'> &
  Partial<Pick<BankExceptionEntity, 'payoutId' | 'traceNumber' | 'amountMinor' | 'code'>>;

/** What the bank says and what fits nothing is kept for a person to look at, and moves no money. */
@Injectable()
export class BankExceptions {
  constructor(
    private readonly exceptions: BankExceptionRepository,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async keep(tx: Tx, fileId: string, misfits: readonly Misfit[], { actor }: CallContext): Promise<void> {
    const foundAt = this.clock.now();
    for (const misfit of misfits) {
      const unknown = { payoutId: null, traceNumber: null, amountMinor: null, code: null };
      const isNew = await this.exceptions.insert(tx, { ...unknown, ...misfit, id: newId('bex'), fileId, foundAt });
      if (!isNew) continue;
      const details = { kind: misfit.kind, payoutId: misfit.payoutId ?? null, code: misfit.code ?? null };
      await this.audit.record(tx, { action: 'bank_exception.found', subject: fileId, actor, details }, foundAt);
    }
  }
}
