import { AddNoteInput, CandidateNote } from '@guildhall/messages/interviews';
import { OmitType } from '@nestjs/swagger';

export class AddNoteBody extends OmitType(AddNoteInput, ['applicationId'] as const) {}

export class NamedNote extends CandidateNote {
  authorName!: string | null;
}

export class NamedNotePage {
  data!: NamedNote[];
  nextCursor!: string | null;
  hasMore!: boolean;
}
