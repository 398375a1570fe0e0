import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, runOnce } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import { type CallContext, idCursor, newId, pageOf } from '@guildhall/messages/contract';
import {
  type AddNoteInput,
  addNote,
  type CandidateNote,
  type CandidateNotePage,
  type DeletionState,
  listNotes,
  type NotesQuery,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, Inject } from '@nestjs/common';
import { InterviewRepository } from '../interview/interview.repository.js';
import { InterviewAccess, requireStaff } from '../interview/interview-access.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import { DeletionRepository } from '../retention/deletion.repository.js';
import { eraseStates } from '../retention/deletion.states.js';
import type { CandidateNoteEntity } from './candidate-note.entity.js';
import { CandidateNoteRepository } from './candidate-note.repository.js';

/** Notes by the recruiters on an opening, for each other. */
@Controller()
export class CandidateNoteRpcController {
  constructor(
    private readonly database: Database,
    private readonly notes: CandidateNoteRepository,
    private readonly interviews: InterviewRepository,
    private readonly deletions: DeletionRepository,
    private readonly access: InterviewAccess,
    private readonly facts: InterviewFacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleRpc(addNote)
  async add({ applicationId, text }: AddNoteInput, context: CallContext): Promise<CandidateNote> {
    const { id: interviewId } = await this.access.requireForStaff(applicationId, context);
    const authorId = requireStaff(context);
    return await runOnce(this.database, context, async (tx) => {
      // Under the lock that an erasure takes too.
      await this.interviews.lock(tx, interviewId);
      const deletion = await this.deletions.ofInterview(interviewId, tx);
      if (deletion && eraseStates.includes(deletion.state)) throw alreadyErased(applicationId, deletion.state);
      const createdAt = this.clock.now();
      const note = { id: newId('nte'), interviewId, applicationId, authorId, text: text.trim(), createdAt };
      await this.notes.insert(tx, note);
      await this.facts.note(tx, 'note.added', applicationId, context, createdAt, { noteId: note.id });
      return noteView(note);
    });
  }

  @HandleRpc(listNotes)
  async list({ applicationId, ...page }: NotesQuery, context: CallContext): Promise<CandidateNotePage> {
    await this.access.requireForStaff(applicationId, context);
    const { limit, after } = idCursor('nte', page);
    const { data, ...rest } = pageOf(await this.notes.listOfApplication(applicationId, limit + 1, after), limit);
    await this.database.transaction((tx) =>
      this.facts.note(tx, 'notes.read', applicationId, context, this.clock.now()),
    );
    return { data: data.map(noteView), ...rest };
  }
}

function noteView({ id, applicationId, authorId, text, createdAt }: CandidateNoteEntity): CandidateNote {
  return { id, applicationId, authorId, text, createdAt: createdAt.toISOString() };
}

function alreadyErased(applicationId: string, state: DeletionState): AppError {
  return new AppError(
    'deletion_wrong_state',
    `What was recorded for application ${applicationId} is being erased or gone (${state}): no more notes are kept about it.`,
    { details: { applicationId, state } },
  );
}
