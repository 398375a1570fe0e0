import { Database, type Tx } from '@guildhall/database';
import { cancelJobsAbout } from '@guildhall/jobs';
import { idFromUuid, uuidOf } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { RankingRepository } from '../ranking/ranking.repository.js';
import { AnswerEntity, SegmentEntity, TakeEntity } from '../recording/recording.entities.js';
import { ScorecardEntity } from '../scoring/scorecard.entity.js';
import { TranscriptSentenceEntity } from '../search/transcript-sentence.entity.js';
import type { InterviewContent } from './interview-content.js';

export interface RowsWithMarks {
  scorecardIds: string[];
  reviewIds: string[];
  /** Of notes and of the appeal. */
  writtenIds: string[];
  transcriptIds: string[];
  /** SHA-256 of files, of what was heard in them and of requests to models, as rows of this service keep them. */
  hashes: string[];
}

/** How many rows went, by what they were. */
export type ErasedRows = Record<string, number>;

/** What the owner's function calls by its table, in the words of a certificate. */
const kinds: Readonly<Record<string, string>> = {
  transcript: 'transcripts',
  transcript_correction: 'transcript_corrections',
  transcript_mistake: 'transcript_mistakes',
  stored_transcription: 'speech_replies',
  model_call: 'model_replies',
  integrity_signal: 'integrity_signals',
  take_interruption: 'take_interruptions',
  adjustment_request: 'adjustment_notes',
  review_quote: 'review_quotes',
  review_rating: 'review_notes',
  candidate_note: 'staff_notes',
  appeal: 'appeal_reasons',
  scorecard: 'results_without_quotes',
};

/** The SQL of an erasure; what it may do to append-only tables, the database function `erase_interview` alone decides. */
@Injectable()
export class ErasureRepository {
  constructor(
    private readonly database: Database,
    private readonly rankings: RankingRepository,
  ) {}

  /**
   * Two people may write the same words, and one may hand in the same file twice: a hash that another interview has as well
   * says nothing of this one, and would be found there for ever. So hashes of written answers are none of the marks.
   */
  async withMarks(interviewId: string): Promise<RowsWithMarks> {
    const interview = [uuidOf(interviewId)];
    const hashes: { hash: string }[] = await this.database.read.query(
      `WITH own AS (
         SELECT sha256 AS hash FROM segment JOIN take ON take.id = segment.take_id WHERE take.interview_id = $1
         UNION SELECT transcript_sha256 FROM transcript WHERE interview_id = $1 AND take_id IS NOT NULL
         UNION SELECT media_sha256 FROM transcript WHERE interview_id = $1 AND media_sha256 IS NOT NULL
         UNION SELECT input_hash FROM stored_transcription WHERE interview_id = $1
         UNION SELECT input_hash FROM model_call WHERE interview_id = $1
         UNION SELECT input_sha256 FROM scorecard WHERE interview_id = $1
       )
       SELECT hash FROM own
       WHERE hash NOT IN (SELECT transcript_sha256 FROM transcript WHERE interview_id <> $1)
         AND hash NOT IN (SELECT media_sha256 FROM transcript WHERE interview_id <> $1 AND media_sha256 IS NOT NULL)
         AND hash NOT IN (SELECT sha256 FROM segment JOIN take ON take.id = segment.take_id
                          WHERE take.interview_id <> $1)`,
      interview,
    );
    const scorecards: { id: string }[] = await this.database.read.query(
      'SELECT id FROM scorecard WHERE interview_id = $1',
      interview,
    );
    const transcripts: { id: string }[] = await this.database.read.query(
      'SELECT id FROM transcript WHERE interview_id = $1',
      interview,
    );
    const reviews: { id: string }[] = await this.database.read.query(
      'SELECT id FROM review WHERE interview_id = $1',
      interview,
    );
    const notes: { id: string }[] = await this.database.read.query(
      'SELECT id FROM candidate_note WHERE interview_id = $1',
      interview,
    );
    const appeals: { id: string }[] = await this.database.read.query(
      'SELECT id FROM appeal WHERE interview_id = $1',
      interview,
    );
    return {
      writtenIds: [...notes.map(({ id }) => idFromUuid('nte', id)), ...appeals.map(({ id }) => idFromUuid('apl', id))],
      reviewIds: reviews.map(({ id }) => idFromUuid('rvw', id)),
      transcriptIds: transcripts.map(({ id }) => idFromUuid('trs', id)),
      hashes: hashes.map(({ hash }) => hash),
      scorecardIds: scorecards.map(({ id }) => idFromUuid('scr', id)),
    };
  }

  /** Under the interview's lock: jobs about it, or a take of it, never run again. @returns how many run at this moment */
  async cancelJobs(tx: Tx, interviewId: string): Promise<number> {
    const takes = await tx.find(TakeEntity, { where: { interviewId }, select: { id: true } });
    const ofTakes = await cancelJobsAbout(
      tx,
      'takeId',
      takes.map(({ id }) => id),
    );
    const ofInterview = await cancelJobsAbout(tx, 'interviewId', [interviewId]);
    return ofTakes.running + ofInterview.running;
  }

  /** For an interview under its lock whose deletion is `erasing`. */
  async eraseRows(tx: Tx, deletionId: string, content: InterviewContent): Promise<ErasedRows> {
    const erased: { kind: string; erased_rows: string }[] = await tx.query('SELECT * FROM erase_interview($1)', [
      uuidOf(content.interviewId),
    ]);
    const [takeIds, answerIds] = [content.takes.map(({ id }) => id), content.answers.map(({ id }) => id)];
    const searched = await tx.delete(TranscriptSentenceEntity, { interviewId: content.interviewId });
    const segments = await tx.delete(SegmentEntity, { takeId: In(takeIds) });
    const takes = await tx.delete(TakeEntity, { interviewId: content.interviewId });
    await tx.delete(AnswerEntity, { interviewId: content.interviewId });
    return {
      ...Object.fromEntries(erased.map(({ kind, erased_rows }) => [kinds[kind] ?? kind, Number(erased_rows)])),
      written_answers: content.answers.filter(({ writtenText }) => writtenText !== null).length,
      searched_sentences: searched.affected ?? 0,
      segments: segments.affected ?? 0,
      takes: takes.affected ?? 0,
      remembered_replies: await this.forgetReplies(tx, deletionId, [
        ...[content.interviewId, ...takeIds, ...answerIds],
        ...[...content.scorecardIds, ...content.transcriptIds, ...content.reviewIds, ...content.writtenIds],
      ]),
    };
  }

  /** From now on nobody is shown a ranking with the person in it. @returns the opening, where it has to be ranked anew */
  async dropRankings(tx: Tx, interviewId: string, at: Date): Promise<string | null> {
    const ranked = await tx.findOneBy(ScorecardEntity, { interviewId, outcome: 'ranked' });
    if (!ranked) return null;
    await this.rankings.dropAll(tx, ranked.openingId, at);
    return ranked.openingId;
  }

  /**
   * Their keys stay, so that a late repeat takes no effect; it is told that the answer is not given again. Replies are looked through as
   * text: one that Postgres cannot read as JSON, of whomever, would stand in the way of every erasure.
   */
  private async forgetReplies(tx: Tx, deletionId: string, ids: string[]): Promise<number> {
    const [, forgotten] = await tx.query(
      `UPDATE idempotent_command SET reply = NULL
       WHERE reply IS NOT NULL AND reply::text NOT LIKE $1 AND reply::text LIKE ANY($2)`,
      [`%"id":"${deletionId.replace('_', '\\_')}"%`, ids.map((id) => `%${id.replace('_', '\\_')}%`)],
    );
    return forgotten;
  }
}
