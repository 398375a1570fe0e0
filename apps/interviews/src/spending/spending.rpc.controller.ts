import { AppError } from '@guildhall/errors';
import { type CallContext, type Empty, hasRole } from '@guildhall/messages/contract';
import { type DaySpending, spendingOfToday } from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { SpendingOfToday } from './spending-of-today.js';

@Controller()
export class SpendingRpcController {
  constructor(private readonly spending: SpendingOfToday) {}

  @HandleRpc(spendingOfToday)
  async ofToday(_input: Empty, { actor }: CallContext): Promise<DaySpending> {
    if (!hasRole(actor, 'admin')) throw new AppError('not_allowed', 'What models cost is for admins.');
    return await this.spending.get();
  }
}
