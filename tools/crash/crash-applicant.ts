import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ApplicantClient } from '../client/applicant.js';
import { projectRoot } from '../platform/platform-folder.js';
import type { CrashHouse } from './crash-house.js';
import { crashQuestion } from './crash-plan.js';
import type { TakeJournal } from './take-journal.js';

/** One sentence, six seconds, as a browser recorded it. */
const recording = path.join(projectRoot, 'samples/recordings/short.webm');
const recordingSha256 = createHash('sha256').update(readFileSync(recording)).digest('hex');
/** Several PATCHes for so small a file, so that one can be lost between others. */
const chunkBytes = 4 * 1024;

/** Somebody who has consented and will record one answer whatever happens. */
export class CrashApplicant {
  private constructor(
    private readonly client: ApplicantClient,
    private readonly caseName: string,
    private readonly journal: TakeJournal,
  ) {}

  static async invite(
    house: CrashHouse,
    openingId: string,
    who: { caseName: string; number: number; journal: TakeJournal },
  ): Promise<CrashApplicant> {
    const address = `${who.caseName.replaceAll(/[^a-z-]/g, '-')}-${who.number}@applicants.example`;
    const details = { name: `Applicant ${who.number}`, email: address, region: 'US-NY', language: 'en' };
    const client = await ApplicantClient.apply(house.anonymous, house.mailbox, openingId, details);
    await client.consent();
    return new CrashApplicant(client, who.caseName, who.journal);
  }

  get interviewId(): string {
    return this.client.interviewId;
  }

  get applicationId(): string {
    return this.client.application.id;
  }

  /** Records, hands in and submits; what is acknowledged is journalled before anything else. */
  async takePart(): Promise<void> {
    const take = await this.client.startTake(crashQuestion);
    const uploadId = await this.client.upload(take.id, recording, { chunkBytes });
    await this.client.complete(take.id, uploadId, recording);
    this.journal.write({
      case: this.caseName,
      interviewId: this.interviewId,
      takeId: take.id,
      uploadId,
      sha256: recordingSha256,
    });
    await this.client.submit();
  }

  async interview() {
    return await this.client.interview();
  }
}
