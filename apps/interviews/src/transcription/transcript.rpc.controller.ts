import { CLOCK, type Clock } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import type { CallContext } from '@guildhall/messages/contract';
import {
  getMyTranscripts,
  getTranscripts,
  type InterviewRef,
  type StaffInterviewRef,
  type Transcript,
  type Transcripts,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, Inject } from '@nestjs/common';
import { interviewNotFound } from '../interview/interview.errors.js';
import { InterviewRepository } from '../interview/interview.repository.js';
import { isApplicantOf } from '../interview/interview.service.js';
import { InterviewAccess } from '../interview/interview-access.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import { demonstrationNotice } from './demonstration-notice.js';
import type { TranscriptEntity } from './transcript.entity.js';
import { TranscriptRepository } from './transcript.repository.js';

@Controller()
export class TranscriptRpcController {
  constructor(
    private readonly database: Database,
    private readonly interviews: InterviewRepository,
    private readonly transcripts: TranscriptRepository,
    private readonly access: InterviewAccess,
    private readonly facts: InterviewFacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleRpc(getMyTranscripts)
  async listMine(input: InterviewRef, context: CallContext): Promise<Transcripts> {
    const interview = await this.interviews.find(input.interviewId);
    if (!interview || !isApplicantOf(interview, context)) throw interviewNotFound();
    return { transcripts: (await this.transcripts.ofInterview(interview.id)).map(transcriptView) };
  }

  @HandleRpc(getTranscripts)
  async list(input: StaffInterviewRef, context: CallContext): Promise<Transcripts> {
    const interview = await this.access.requireForStaff(input.applicationId, context);
    return await this.database.transaction(async (tx) => {
      await this.facts.note(tx, 'transcripts.read', interview.id, context, this.clock.now());
      return { transcripts: (await this.transcripts.ofInterview(interview.id, tx)).map(transcriptView) };
    });
  }
}

function transcriptView(transcript: TranscriptEntity): Transcript {
  return {
    id: transcript.id,
    questionId: transcript.questionId,
    takeId: transcript.takeId,
    kind: transcript.takeId === null ? 'written' : 'recorded',
    engine: transcript.engine,
    model: transcript.model,
    notice: demonstrationNotice(transcript.engine),
    language: transcript.language,
    text: transcript.segments.map(({ text }) => text).join(' '),
    speechSeconds: transcript.speechSeconds,
    words: transcript.segments.flatMap(({ words }) => words),
  };
}
