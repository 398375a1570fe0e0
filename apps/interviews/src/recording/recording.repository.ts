import { Database, type Tx } from '@guildhall/database';
import type { TakeState } from '@guildhall/messages/interviews';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, Not } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { AnswerEntity, SegmentEntity, TakeEntity } from './recording.entities.js';
import { type TakeTransition, takeTransitions } from './take.states.js';
import { TakeInterruptionEntity } from './take-interruption.entity.js';

export type TakeChanges = Partial<
  Pick<
    TakeEntity,
    'completedAt' | 'bytes' | 'durationMs' | 'speechMs' | 'playbackKey' | 'playbackType' | 'audioKey' | 'problem'
  >
>;

export type AnswerChanges = Partial<
  Pick<AnswerEntity, 'kind' | 'state' | 'chosenTakeId' | 'writtenText' | 'takesGranted' | 'problem'>
>;

/** Answers, their takes and the takes' segments: one aggregate, changed under the lock of its interview. */
@Injectable()
export class RecordingRepository {
  constructor(private readonly database: Database) {}

  async findTake(id: string, manager: EntityManager = this.database.read): Promise<TakeEntity | null> {
    return await manager.findOneBy(TakeEntity, { id });
  }

  /** Whether something broke while the take was recorded, as its page told. */
  async wasInterrupted(takeId: string): Promise<boolean> {
    return await this.database.read.existsBy(TakeInterruptionEntity, { takeId });
  }

  async findAnswer(id: string, manager: EntityManager = this.database.read): Promise<AnswerEntity | null> {
    return await manager.findOneBy(AnswerEntity, { id });
  }

  async answerTo(tx: Tx, interviewId: string, questionId: string): Promise<AnswerEntity | null> {
    return await tx.findOneBy(AnswerEntity, { interviewId, questionId });
  }

  /** All of an interview's answers; a plan bounds their number. */
  async answersOf(interviewId: string, manager: EntityManager = this.database.read): Promise<AnswerEntity[]> {
    return await manager.find(AnswerEntity, { where: { interviewId }, order: { questionId: 'ASC' } });
  }

  /** All of an interview's takes; the takes of an answer are limited. */
  async takesOf(interviewId: string, manager: EntityManager = this.database.read): Promise<TakeEntity[]> {
    return await manager.find(TakeEntity, { where: { interviewId }, order: { number: 'ASC' } });
  }

  async takesOfAnswer(tx: Tx, answerId: string): Promise<TakeEntity[]> {
    return await tx.find(TakeEntity, { where: { answerId }, order: { number: 'ASC' } });
  }

  async segmentsOf(takeId: string, manager: EntityManager = this.database.read): Promise<SegmentEntity[]> {
    return await manager.find(SegmentEntity, { where: { takeId }, order: { number: 'ASC' } });
  }

  /** Of the takes of one interview, which are limited, as their segments are. */
  async segmentsOfTakes(takes: TakeEntity[], manager: EntityManager = this.database.read): Promise<SegmentEntity[]> {
    if (takes.length === 0) return [];
    const takeIds = takes.map(({ id }) => id);
    return await manager.find(SegmentEntity, {
      where: { takeId: In(takeIds) },
      order: { takeId: 'ASC', number: 'ASC' },
    });
  }

  async segmentOfUpload(uploadId: string): Promise<SegmentEntity | null> {
    return await this.database.read.findOneBy(SegmentEntity, { uploadId });
  }

  async insertAnswer(tx: Tx, answer: AnswerEntity): Promise<void> {
    await tx.insert(AnswerEntity, answer as QueryDeepPartialEntity<AnswerEntity>);
  }

  async changeAnswer(tx: Tx, id: string, changes: AnswerChanges): Promise<void> {
    await tx.update(AnswerEntity, { id }, changes as QueryDeepPartialEntity<AnswerEntity>);
  }

  async insertTake(tx: Tx, take: TakeEntity): Promise<void> {
    await tx.insert(TakeEntity, take as QueryDeepPartialEntity<TakeEntity>);
  }

  async insertSegments(tx: Tx, segments: SegmentEntity[]): Promise<void> {
    await tx.insert(SegmentEntity, segments);
  }

  async placeSegment(tx: Tx, takeId: string, number: number, objectKey: string): Promise<void> {
    await tx.update(SegmentEntity, { takeId, number }, { objectKey });
  }

  async timeSegment(tx: Tx, takeId: string, number: number, durationMs: number): Promise<void> {
    await tx.update(SegmentEntity, { takeId, number }, { durationMs });
  }

  async placeThumbnail(tx: Tx, id: string, thumbnailKey: string): Promise<void> {
    await tx.update(TakeEntity, { id, playbackKey: Not(IsNull()) }, { thumbnailKey });
  }

  /** @returns whether this call made the move; false where the take is in none of the states it may leave. */
  async moveTake(tx: Tx, id: string, transition: TakeTransition, changes: TakeChanges = {}): Promise<boolean> {
    const { from, to } = takeTransitions[transition];
    const set = { ...changes, state: to } as QueryDeepPartialEntity<TakeEntity>;
    const result = await tx.update(TakeEntity, { id, state: In<TakeState>([...from]) }, set);
    return result.affected === 1;
  }
}
