import { ReadLog } from '@guildhall/audit';
import { actorLabel, type CallContext, idCursor, type PageQuery, pageOf } from '@guildhall/messages/contract';
import { type BankException, type BankExceptionPage, listBankExceptions } from '@guildhall/messages/payroll';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { requireFinance } from '../access/finance-access.js';
import type { BankExceptionEntity } from './bank-exception.entity.js';
import { BankExceptionRepository } from './bank-exception.repository.js';

@Controller()
export class BankExceptionRpcController {
  constructor(
    private readonly exceptions: BankExceptionRepository,
    private readonly reads: ReadLog,
  ) {}

  @HandleRpc(listBankExceptions)
  async list(input: PageQuery, context: CallContext): Promise<BankExceptionPage> {
    requireFinance(context);
    await this.reads.note('bank_exceptions.read', actorLabel(context.actor), context);
    const { limit, after } = idCursor('bex', input);
    return pageOf((await this.exceptions.list(limit + 1, after)).map(view), limit);
  }
}

function view(found: BankExceptionEntity): BankException {
  const { id, fileId, kind, payoutId, traceNumber, amountMinor, code, reference } = found;
  return {
    ...{ id, fileId, kind, payoutId, traceNumber, amountMinor: amountMinor?.toString() ?? null, code, reference },
    foundAt: found.foundAt.toISOString(),
  };
}
