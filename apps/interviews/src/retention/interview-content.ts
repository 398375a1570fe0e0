import { SpoolFolder } from '@guildhall/storage';
import { Injectable } from '@nestjs/common';
import type { AnswerEntity, SegmentEntity, TakeEntity } from '../recording/recording.entities.js';
import { RecordingRepository } from '../recording/recording.repository.js';
import { recordingKeys } from '../recording/take-files.js';
import { ErasureRepository, type RowsWithMarks } from './erasure.repository.js';

/** Everything of one interview that is about to be erased, wherever it lies. */
export interface InterviewContent {
  interviewId: string;
  answers: AnswerEntity[];
  takes: TakeEntity[];
  segments: SegmentEntity[];
  scorecardIds: string[];
  transcriptIds: string[];
  /** Their remembered replies hold the answers, and name neither interview nor result. */
  reviewIds: string[];
  /** Of notes and of the appeal, whose remembered replies hold what was written. */
  writtenIds: string[];
  /** Of stored objects, whether or not they were ever written. */
  objectKeys: string[];
  /** In the upload spool, acknowledged or not. */
  uploadIds: string[];
  /** What only something of this content holds; see `searchErased`. */
  marks: string[];
}

@Injectable()
export class InterviewContents {
  constructor(
    private readonly recordings: RecordingRepository,
    private readonly rows: ErasureRepository,
    private readonly spool: SpoolFolder,
  ) {}

  async of(interviewId: string): Promise<InterviewContent> {
    const answers = await this.recordings.answersOf(interviewId);
    const takes = await this.recordings.takesOf(interviewId);
    const segments = (await Promise.all(takes.map(({ id }) => this.recordings.segmentsOf(id)))).flat();
    const objectKeys = takes.flatMap(({ id }) =>
      recordingKeys(
        id,
        segments.filter(({ takeId }) => takeId === id).map(({ number }) => number),
      ),
    );
    const marked = await this.rows.withMarks(interviewId);
    return {
      ...{ interviewId, answers, takes, segments, objectKeys },
      ...{ scorecardIds: marked.scorecardIds, transcriptIds: marked.transcriptIds, reviewIds: marked.reviewIds },
      writtenIds: marked.writtenIds,
      uploadIds: await this.uploadsOf(new Set(takes.map(({ id }) => id))),
      marks: marksOf(takes, marked),
    };
  }

  private async uploadsOf(takeIds: ReadonlySet<string>): Promise<string[]> {
    const found: string[] = [];
    for (const id of await this.spool.uploadIds()) {
      const upload = await this.spool.findInfo(id);
      if (upload && takeIds.has(upload.takeId)) found.push(id);
    }
    return found;
  }
}

function marksOf(takes: TakeEntity[], rows: RowsWithMarks): string[] {
  const folders = takes.map(({ id }) => recordingKeys(id, [])[0]!.replace(/[^/]+$/, ''));
  return [...new Set([...folders, ...rows.hashes])];
}
