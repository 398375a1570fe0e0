import { object, staff } from '@guildhall/auth';
import { PageQuery } from '@guildhall/messages/contract';
import { addNote, type CandidateNote, listNotes } from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { StaffNames } from '../people/staff-names.js';
import { IdParam } from '../request/id-parameters.js';
import { AddNoteBody, NamedNote, NamedNotePage } from './notes.dto.js';

/** Not for reviewers: what others think of somebody is what they judge without. */
const own = staff(['recruiter'], { owned: object('applicationId', 'application') });

/** What recruiters write down about an applicant, for each other. */
@ApiTags('applications')
@Controller('v1/applications/:applicationId/notes')
export class NotesController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly names: StaffNames,
  ) {}

  /** Adds one; it is never changed, and goes with the recordings when these are deleted. */
  @Post()
  @Access(own)
  async add(@IdParam('applicationId') applicationId: string, @Body() body: AddNoteBody): Promise<NamedNote> {
    const [note] = await this.named([await this.rpc.call(addNote, { ...body, applicationId })]);
    return note!;
  }

  /** Newest first, each with its author. */
  @Get()
  @Access(own)
  async list(@IdParam('applicationId') applicationId: string, @Query() query: PageQuery): Promise<NamedNotePage> {
    const page = await this.rpc.call(listNotes, { ...query, applicationId });
    return { ...page, data: await this.named(page.data) };
  }

  private async named(notes: CandidateNote[]): Promise<NamedNote[]> {
    const names = await this.names.of(notes.map(({ authorId }) => authorId));
    return notes.map((note) => ({ ...note, authorName: names.get(note.authorId) ?? null }));
  }
}
