import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { newId } from '@guildhall/messages/contract';
import {
  completeTake,
  getMyInterview,
  grantConsent,
  type Interview,
  listMyInterviews,
  type SpooledSegment,
  type StartedTake,
  startTake,
  submitInterview,
  type Take,
  writeAnswer,
} from '@guildhall/messages/interviews';
import type { Caller, InterviewHouse } from './interview-house.js';

export interface Application {
  applicationId: string;
  openingId: string;
  personId: string;
}

const recordings = new URL('../../../samples/recordings/', import.meta.url);

/** The bytes of a sample recording, for example `good`. */
export async function sampleRecording(name: string): Promise<Buffer> {
  return await readFile(new URL(`${name}.webm`, recordings));
}

/** An applicant with the page that records: what they do, and what the edge does for them on the way to the service. */
export class TestApplicant {
  readonly call: Caller;

  private constructor(
    private readonly house: InterviewHouse,
    readonly application: Application,
    readonly interviewId: string,
  ) {
    this.call = house.callerAs({ kind: 'applicant', id: application.personId });
  }

  static async of(house: InterviewHouse, application: Application): Promise<TestApplicant> {
    const call = house.callerAs({ kind: 'applicant', id: application.personId });
    const { data } = await call(listMyInterviews, {});
    const interview = data.find(({ applicationId }) => applicationId === application.applicationId);
    if (!interview) throw new Error(`${application.applicationId} has no interview.`);
    return new TestApplicant(house, application, interview.id);
  }

  async interview(): Promise<Interview> {
    return await this.call(getMyInterview, { interviewId: this.interviewId });
  }

  async consent(): Promise<Interview> {
    const { consentText } = await this.interview();
    const { version: textVersion, sha256: textSha256 } = consentText;
    return await this.call(grantConsent, { interviewId: this.interviewId, textVersion, textSha256, agreed: true });
  }

  async startTake(questionId = 'q1'): Promise<StartedTake> {
    return await this.call(startTake, { interviewId: this.interviewId, questionId });
  }

  /** Puts files into the spool as the edge leaves them once it has checked a completion. */
  async upload(takeId: string, ...files: Buffer[]): Promise<SpooledSegment[]> {
    const { spool } = this.house.ground;
    return await Promise.all(
      files.map(async (content, segment) => {
        const uploadId = newId('upl');
        await spool.saveInfo({
          ...{ uploadId, owner: this.application.personId, takeId, segment },
          filetype: 'video/webm',
          lengthBytes: content.length,
          createdAt: this.house.clock.now().toISOString(),
        });
        await spool.saveClaim(takeId, segment, uploadId);
        await writeFile(spool.contentFile(uploadId), content);
        await spool.hold(uploadId);
        const sha256 = createHash('sha256').update(content).digest('hex');
        return { uploadId, bytes: content.length, sha256, container: 'webm' };
      }),
    );
  }

  async complete(takeId: string, segments: SpooledSegment[]): Promise<Take> {
    return await this.call(completeTake, { takeId, segments });
  }

  /** A whole take: started, uploaded and acknowledged. */
  async record(questionId: string, ...files: Buffer[]): Promise<Take> {
    const take = await this.startTake(questionId);
    return await this.complete(take.id, await this.upload(take.id, ...files));
  }

  async write(questionId: string, text: string): Promise<Interview> {
    return await this.call(writeAnswer, { interviewId: this.interviewId, questionId, text });
  }

  /** The whole interview: consents, answers its first question in writing and submits. */
  async answerInWriting(text: string): Promise<void> {
    await this.consent();
    await this.write('q1', text);
    await this.submit();
  }

  async submit(key?: string): Promise<Interview> {
    return await this.call(submitInterview, { interviewId: this.interviewId }, key === undefined ? {} : { key });
  }
}
