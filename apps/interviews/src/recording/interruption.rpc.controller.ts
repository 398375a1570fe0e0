import { Database, runOnce } from '@guildhall/database';
import type { CallContext } from '@guildhall/messages/contract';
import { type Interruption, type InterruptTakeInput, interruptTake } from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { InterruptionService } from './interruption.service.js';

@Controller()
export class InterruptionRpcController {
  constructor(
    private readonly database: Database,
    private readonly service: InterruptionService,
  ) {}

  @HandleRpc(interruptTake)
  async interrupt(input: InterruptTakeInput, context: CallContext): Promise<Interruption> {
    return await runOnce(this.database, context, (tx) => this.service.interrupt(tx, input, context));
  }
}
