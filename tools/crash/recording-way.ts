import { uuidOf } from '@guildhall/messages/contract';
import { clientInvariants } from './client-invariants.js';
import { CrashApplicant } from './crash-applicant.js';
import type { CrashHouse } from './crash-house.js';
import { type CrashWay, nothingCounted, type WayCounts } from './crash-way.js';
import { withClient } from './database-invariants.js';
import { fileInvariants } from './file-invariants.js';
import type { Invariant } from './invariant.js';
import type { RecordingEvidence } from './recording-evidence.js';
import { resultInvariants } from './result-invariants.js';
import type { TakeJournal } from './take-journal.js';

/** Each has one take open, and no more than two takes may be open while a fault heals. */
const applicantsPerCase = 2;

/** Two applicants record an answer each and are ranked. */
export class RecordingWay implements CrashWay {
  readonly reachWithinMs = 60_000;

  private constructor(
    private readonly house: CrashHouse,
    private readonly caseName: string,
    private readonly journal: TakeJournal,
    private readonly openingId: string,
    private readonly applicants: readonly CrashApplicant[],
  ) {}

  /** Until everybody has consented. */
  static async open(house: CrashHouse, caseName: string, journal: TakeJournal): Promise<RecordingWay> {
    house.models?.begin();
    const openingId = await house.makeOpening(`Opening of ${caseName}`);
    const numbers = Array.from({ length: applicantsPerCase }, (_, index) => index + 1);
    const applicants = await Promise.all(
      numbers.map((number) => CrashApplicant.invite(house, openingId, { caseName, number, journal })),
    );
    return new RecordingWay(house, caseName, journal, openingId, applicants);
  }

  walk(): Promise<void>[] {
    return this.applicants.map((applicant) => applicant.takePart());
  }

  invariants(): Invariant[] {
    const { house, openingId, applicants } = this;
    const evidence: RecordingEvidence = { house, openingId, applicants, takes: this.journal.takesOf(this.caseName) };
    return [...resultInvariants(evidence), ...clientInvariants(evidence), ...fileInvariants(evidence)];
  }

  async counts(): Promise<WayCounts> {
    const { models, platform } = this.house;
    const interviews = this.applicants.map(({ interviewId }) => uuidOf(interviewId));
    return await withClient(platform.infrastructure.adminUrl, async (client) => {
      const countOf = async (table: string, condition = 'true') => {
        const sql = `SELECT count(*) FROM interviews.${table} WHERE interview_id = ANY($1::uuid[]) AND ${condition}`;
        const { rows } = await client.query<{ count: string }>(sql, [interviews]);
        return Number(rows[0]!.count);
      };
      return {
        ...nothingCounted,
        acknowledged: this.journal.takesOf(this.caseName).length,
        final: await countOf('take', `state IN ('transcribed', 'rejected')`),
        scorecards: await countOf('scorecard'),
        modelCalls: (models?.heard.answered ?? 0) + (models?.judged.answered ?? 0),
        modelReplies: (await countOf('model_call')) + (await countOf('stored_transcription')),
      };
    });
  }

  async close(): Promise<void> {}
}
