import {
  AdjustMyInterviewInput,
  ChooseTakeInput,
  CorrectSentenceInput,
  GrantConsentInput,
  NoteSignalInput,
  PlaceLegalHoldInput,
  ReportMistakeInput,
  WriteAnswerInput,
} from '@guildhall/messages/interviews';
import { OmitType } from '@nestjs/swagger';

export class GrantConsentBody extends OmitType(GrantConsentInput, ['interviewId'] as const) {}

export class AdjustMyInterviewBody extends OmitType(AdjustMyInterviewInput, ['interviewId'] as const) {}

export class NoteSignalBody extends OmitType(NoteSignalInput, ['interviewId'] as const) {}

export class ChooseTakeBody extends OmitType(ChooseTakeInput, ['interviewId', 'questionId'] as const) {}

export class WriteAnswerBody extends OmitType(WriteAnswerInput, ['interviewId', 'questionId'] as const) {}

export class CorrectSentenceBody extends OmitType(CorrectSentenceInput, ['interviewId', 'transcriptId'] as const) {}

export class ReportMistakeBody extends OmitType(ReportMistakeInput, ['interviewId', 'transcriptId'] as const) {}

export class PlaceLegalHoldBody extends OmitType(PlaceLegalHoldInput, ['applicationId'] as const) {}
