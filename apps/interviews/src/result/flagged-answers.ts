import type { FlaggedPlace } from '@guildhall/messages/interviews';
import { Injectable } from '@nestjs/common';
import { RecordingRepository } from '../recording/recording.repository.js';
import { countingTranscripts } from '../scoring/answers-to-score.js';
import { CorrectionRepository } from '../transcription/correction.repository.js';
import { TranscriptRepository } from '../transcription/transcript.repository.js';
import { flaggedPlaces } from './scorecard-details.js';

/** Finds the words in an interview's answers that speak to whoever grades them. */
@Injectable()
export class FlaggedAnswers {
  constructor(
    private readonly recordings: RecordingRepository,
    private readonly transcripts: TranscriptRepository,
    private readonly corrections: CorrectionRepository,
  ) {}

  async of(interviewId: string): Promise<FlaggedPlace[]> {
    const answers = await this.recordings.answersOf(interviewId);
    const transcripts = await this.transcripts.ofInterview(interviewId);
    const corrections = await this.corrections.ofInterview(interviewId);
    return countingTranscripts(answers, transcripts).flatMap((transcript) =>
      flaggedPlaces(transcript, corrections.get(transcript.id) ?? []),
    );
  }
}
