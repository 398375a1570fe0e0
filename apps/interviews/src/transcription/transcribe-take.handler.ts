import { join } from 'node:path';
import { HandleJob, type JobRun } from '@guildhall/jobs';
import { Inject, Injectable } from '@nestjs/common';
import { InterviewProgress } from '../interview/interview-progress.js';
import { WorkDirectories } from '../media/work-directory.js';
import { retryOrPark } from '../model-client/retry-or-park.js';
import { RecordingRepository } from '../recording/recording.repository.js';
import { type TakeJobPayload, transcribeTake } from '../recording/take.jobs.js';
import { takeSteps } from '../recording/take.states.js';
import { mediaSha256, objectKeys, TakeFiles } from '../recording/take-files.js';
import { TakeSteps } from '../recording/take-steps.js';
import { SPEECH_TO_TEXT, type SpeechToText } from './speech-to-text.js';
import { TranscriptService } from './transcript.service.js';

@Injectable()
export class TranscribeTakeHandler {
  constructor(
    private readonly steps: TakeSteps,
    private readonly recordings: RecordingRepository,
    private readonly transcripts: TranscriptService,
    private readonly progress: InterviewProgress,
    private readonly files: TakeFiles,
    private readonly work: WorkDirectories,
    @Inject(SPEECH_TO_TEXT) private readonly speech: SpeechToText,
  ) {}

  @HandleJob(transcribeTake)
  async transcribe({ takeId }: TakeJobPayload, run: JobRun): Promise<void> {
    await this.steps.run(takeSteps.transcribe, takeId, run, async ({ take, answer, interview, segments }) => {
      const draft = await this.work.use(async (directory) => {
        const path = await this.files.fetch(take, objectKeys.audio(takeId), join(directory, 'audio.wav'), run.signal);
        const durationSeconds = (take.durationMs ?? 0) / 1000;
        return await retryOrPark(() =>
          this.speech.transcribe({
            subject: interview.id,
            path,
            language: interview.language,
            durationSeconds,
            signal: run.signal,
          }),
        );
      });
      const heard = {
        take,
        questionId: answer.questionId,
        mediaSha256: mediaSha256(segments),
        speechSeconds: (take.speechMs ?? 0) / 1000,
      };
      return async (tx, current, at) => {
        await this.transcripts.keepHeard(tx, current, draft, heard, run.context, at);
        await this.recordings.moveTake(tx, takeId, 'transcribe');
        await this.progress.advance(tx, current, run.context, at);
      };
    });
  }
}
