import { ReadLog } from '@guildhall/audit';
import { Database, runOnce } from '@guildhall/database';
import type { CallContext } from '@guildhall/messages/contract';
import {
  type IntegritySignal,
  type IntegritySignals,
  type InterviewRef,
  listMySignals,
  listSignals,
  type NoteSignalInput,
  noteSignal,
  type StaffInterviewRef,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { interviewNotFound } from '../interview/interview.errors.js';
import { InterviewRepository } from '../interview/interview.repository.js';
import { isApplicantOf } from '../interview/interview.service.js';
import { InterviewAccess } from '../interview/interview-access.js';
import type { IntegritySignalEntity } from './integrity-signal.entity.js';
import { IntegritySignalRepository } from './integrity-signal.repository.js';
import { SignalService } from './signal.service.js';

@Controller()
export class SignalRpcController {
  constructor(
    private readonly database: Database,
    private readonly interviews: InterviewRepository,
    private readonly signals: IntegritySignalRepository,
    private readonly service: SignalService,
    private readonly access: InterviewAccess,
    private readonly reads: ReadLog,
  ) {}

  @HandleRpc(noteSignal)
  async note(input: NoteSignalInput, context: CallContext): Promise<IntegritySignal> {
    return await runOnce(this.database, context, async (tx) => signalView(await this.service.note(tx, input, context)));
  }

  @HandleRpc(listMySignals)
  async listMine({ interviewId }: InterviewRef, context: CallContext): Promise<IntegritySignals> {
    const interview = await this.interviews.find(interviewId);
    if (!interview || !isApplicantOf(interview, context)) throw interviewNotFound();
    return { data: (await this.signals.of(interviewId)).map(signalView) };
  }

  @HandleRpc(listSignals)
  async list({ applicationId }: StaffInterviewRef, context: CallContext): Promise<IntegritySignals> {
    const { id } = await this.access.requireForStaff(applicationId, context);
    await this.reads.note('signals.read', id, context);
    return { data: (await this.signals.of(id)).map(signalView) };
  }
}

function signalView({ kind, questionId, seconds, notedAt }: IntegritySignalEntity): IntegritySignal {
  return { kind, questionId, seconds, notedAt: notedAt.toISOString() };
}
