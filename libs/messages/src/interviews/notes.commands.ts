import { IsString, Length } from 'class-validator';
import { command, IsId, PageQuery, query, ShowsSomething } from '../contract/index.js';
import { ApplicationResultRef } from './results.queries.js';

/** What somebody of the staff wrote down about an applicant. Never changed; erased with what was recorded of them. */
export class CandidateNote {
  id!: string;
  applicationId!: string;
  authorId!: string;
  text!: string;
  createdAt!: string;
}

export class AddNoteInput extends ApplicationResultRef {
  @IsString()
  @Length(1, 4_000)
  @ShowsSomething()
  text!: string;
}

export const addNote = command('interviews', 'notes.add', {
  input: AddNoteInput,
  output: CandidateNote,
  errors: ['not_found', 'validation_failed', 'deletion_wrong_state'],
});

export class NotesQuery extends PageQuery {
  @IsId('app')
  applicationId!: string;
}

export class CandidateNotePage {
  data!: CandidateNote[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

/** Newest first, for the staff on the opening. */
export const listNotes = query('interviews', 'notes.list', { input: NotesQuery, output: CandidateNotePage });
