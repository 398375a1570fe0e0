import { Database, runOnce } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import { type CallContext, hasRole } from '@guildhall/messages/contract';
import {
  type LegalHold,
  type LegalHoldRef,
  type PlaceLegalHoldInput,
  placeLegalHold,
  releaseLegalHold,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { InterviewAccess } from '../interview/interview-access.js';
import { DeletionService } from './deletion.service.js';
import { legalHoldView } from './deletion-view.js';

@Controller()
export class LegalHoldRpcController {
  constructor(
    private readonly database: Database,
    private readonly access: InterviewAccess,
    private readonly service: DeletionService,
  ) {}

  @HandleRpc(placeLegalHold)
  async place({ applicationId, reason }: PlaceLegalHoldInput, context: CallContext): Promise<LegalHold> {
    requireAdmin(context);
    const { id } = await this.access.requireForStaff(applicationId, context);
    return await runOnce(this.database, context, async (tx) =>
      legalHoldView(await this.service.hold(tx, id, reason, context)),
    );
  }

  @HandleRpc(releaseLegalHold)
  async release({ applicationId }: LegalHoldRef, context: CallContext): Promise<LegalHold> {
    requireAdmin(context);
    const { id } = await this.access.requireForStaff(applicationId, context);
    return await runOnce(this.database, context, async (tx) =>
      legalHoldView(await this.service.release(tx, id, context)),
    );
  }
}

function requireAdmin({ actor }: CallContext): void {
  if (!hasRole(actor, 'admin')) throw new AppError('not_allowed', 'Legal holds are for admins.');
}
