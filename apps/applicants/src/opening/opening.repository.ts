import { Database, type Tx } from '@guildhall/database';
import type { OpeningState } from '@guildhall/messages/applicants';
import { uuidOf } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { OpeningEntity, OpeningStaffEntity } from './opening.entity.js';
import { type OpeningTransition, openingTransitions } from './opening.states.js';

export interface OpeningFilter {
  limit: number;
  /** Last id of the page before. */
  beforeId: string | null;
  state?: OpeningState | undefined;
  country?: string | undefined;
  language?: string | undefined;
  /** Words that stand in the title or the description, all of them. */
  words?: readonly string[] | undefined;
  /** Only openings that this member of staff is on. */
  staffId?: string | undefined;
}

@Injectable()
export class OpeningRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Tx, opening: OpeningEntity): Promise<void> {
    await tx.insert(OpeningEntity, opening as QueryDeepPartialEntity<OpeningEntity>);
  }

  async find(id: string, manager: EntityManager = this.database.read): Promise<OpeningEntity | null> {
    return await manager.findOneBy(OpeningEntity, { id });
  }

  async lock(tx: Tx, id: string): Promise<OpeningEntity | null> {
    return await tx.findOne(OpeningEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** @returns whether this call made the move. */
  async move(tx: Tx, id: string, transition: OpeningTransition, at: Date): Promise<boolean> {
    const { from, to } = openingTransitions[transition];
    const moment = to === 'open' ? { openedAt: at, closedAt: null } : { closedAt: at };
    const result = await tx.update(
      OpeningEntity,
      { id, state: In<OpeningState>([...from]) },
      { ...moment, state: to, version: () => 'version + 1' },
    );
    return result.affected === 1;
  }

  async isOn(openingId: string, staffId: string, manager: EntityManager = this.database.read): Promise<boolean> {
    return await manager.existsBy(OpeningStaffEntity, { openingId, staffId });
  }

  async staffOf(openingIds: string[], manager: EntityManager = this.database.read): Promise<OpeningStaffEntity[]> {
    if (openingIds.length === 0) return [];
    return await manager.find(OpeningStaffEntity, { where: { openingId: In(openingIds) }, order: { staffId: 'ASC' } });
  }

  async addStaff(tx: Tx, openingId: string, staffId: string): Promise<void> {
    await tx.upsert(OpeningStaffEntity, { openingId, staffId }, ['openingId', 'staffId']);
  }

  async removeStaff(tx: Tx, openingId: string, staffId: string): Promise<void> {
    await tx.delete(OpeningStaffEntity, { openingId, staffId });
  }

  /** Those of some openings that take a concluded review before a decision. */
  async insistingOnReview(openingIds: string[]): Promise<Set<string>> {
    const where = { id: In([...new Set(openingIds)]), requiresBlindReview: true };
    return new Set((await this.database.read.find(OpeningEntity, { where })).map(({ id }) => id));
  }

  /** Newest first. */
  async list(filter: OpeningFilter): Promise<OpeningEntity[]> {
    const query = this.database.read
      .createQueryBuilder(OpeningEntity, 'opening')
      .orderBy('opening.id', 'DESC')
      .limit(filter.limit);
    narrow(query, filter);
    return await query.getMany();
  }
}

function narrow(query: SelectQueryBuilder<OpeningEntity>, filter: OpeningFilter): void {
  const { state, country, language, words, staffId, beforeId } = filter;
  if (state !== undefined) query.andWhere('opening.state = :state', { state });
  if (country !== undefined) {
    query.andWhere(`(opening.countries = '[]'::jsonb OR opening.countries @> :country::jsonb)`, {
      country: JSON.stringify([country]),
    });
  }
  if (language !== undefined) {
    query.andWhere('opening.languages @> :language::jsonb', { language: JSON.stringify([language]) });
  }
  for (const [number, word] of (words ?? []).entries()) {
    const name = `word${number}`;
    query.andWhere(`(opening.title ILIKE :${name} OR opening.description ILIKE :${name})`, {
      [name]: containing(word),
    });
  }
  if (staffId !== undefined) {
    query.andWhere(
      'EXISTS (SELECT FROM opening_staff WHERE opening_staff.opening_id = opening.id AND opening_staff.staff_id = :staff)',
      { staff: uuidOf(staffId) },
    );
  }
  if (beforeId !== null) query.andWhere('opening.id < :before', { before: uuidOf(beforeId) });
}

/** A pattern that takes the word literally. */
function containing(word: string): string {
  return `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
}
