import { Database, type Tx } from '@guildhall/database';
import { idFromUuid, uuidOf } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, LessThan } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { PlanEntity, PlanVersionEntity } from './plan.entity.js';
import type { PlanDocument } from './plan-document.js';

/** A version whose document was checked when it was kept. */
export type CheckedPlanVersion = PlanVersionEntity & { document: PlanDocument };

/** Part of a published version. */
export type PublishedQuestions = Pick<PlanDocument, 'language' | 'questions'> & { id: string };

/** Some tens of kilobytes each; those that are read are of a few openings at a time. */
const rememberedVersions = 50;
/** Of one plan: each save adds one. */
const listedVersions = 100;

@Injectable()
export class PlanRepository {
  private readonly published = new Map<string, CheckedPlanVersion>();

  constructor(private readonly database: Database) {}

  async insertPlan(tx: Tx, plan: PlanEntity): Promise<void> {
    await tx.insert(PlanEntity, plan);
  }

  async insertVersion(tx: Tx, version: PlanVersionEntity): Promise<void> {
    await tx.insert(PlanVersionEntity, version as QueryDeepPartialEntity<PlanVersionEntity>);
  }

  async findPlan(id: string, manager: EntityManager = this.database.read): Promise<PlanEntity | null> {
    return await manager.findOneBy(PlanEntity, { id });
  }

  /** Serialises the numbering of a plan's versions. */
  async lockPlan(tx: Tx, id: string): Promise<PlanEntity | null> {
    return await tx.findOne(PlanEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async findVersion(id: string, manager: EntityManager = this.database.read): Promise<CheckedPlanVersion | null> {
    return (await manager.findOneBy(PlanVersionEntity, { id })) as CheckedPlanVersion | null;
  }

  /** For versions that an interview refers to: they cannot be missing. Published ones never change, so they are remembered. */
  async requireVersion(id: string, manager: EntityManager = this.database.read): Promise<CheckedPlanVersion> {
    const known = this.published.get(id);
    if (known) return known;
    const version = (await manager.findOneByOrFail(PlanVersionEntity, { id })) as CheckedPlanVersion;
    if (version.state === 'published') this.remember(version);
    return version;
  }

  private remember(version: CheckedPlanVersion): void {
    if (this.published.size >= rememberedVersions) this.published.delete(this.published.keys().next().value!);
    this.published.set(version.id, version);
  }

  /** The questions and languages of published versions, without what answers are judged by. */
  async publishedQuestionsOf(ids: string[]): Promise<PublishedQuestions[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.read
      .createQueryBuilder(PlanVersionEntity, 'version')
      .select('version.id', 'id')
      .addSelect(`version.document->>'language'`, 'language')
      .addSelect(`version.document->'questions'`, 'questions')
      .where('version.id IN (:...ids)', { ids: ids.map(uuidOf) })
      .andWhere(`version.state = 'published'`)
      .getRawMany<PublishedQuestions>();
    return rows.map((row) => ({ ...row, id: idFromUuid('plv', row.id) }));
  }

  /** Ids of everything that somebody of an opening is judged by, in order; an opening has one plan version or a few. */
  async criteriaOfOpening(openingId: string): Promise<string[]> {
    const rows: { criterion: string }[] = await this.database.read.query(
      `SELECT DISTINCT criterion ->> 'id' AS criterion
       FROM (SELECT DISTINCT plan_version_id FROM interview WHERE opening_id = $1) AS used
       JOIN plan_version ON plan_version.id = used.plan_version_id
       CROSS JOIN LATERAL json_array_elements(plan_version.document -> 'criteria') AS criterion
       ORDER BY criterion`,
      [uuidOf(openingId)],
    );
    return rows.map(({ criterion }) => criterion);
  }

  /** How many interviews ask by a version; counted no further than `limit`. */
  async countInterviews(planVersionId: string, limit: number): Promise<number> {
    const [{ counted }] = (await this.database.read.query(
      `SELECT count(*)::integer AS counted
       FROM (SELECT FROM interview WHERE plan_version_id = $1 LIMIT $2) AS asked`,
      [uuidOf(planVersionId), limit],
    )) as [{ counted: number }];
    return counted;
  }

  /** Of each plan the newest hundred drafts and the newest hundred published ones, without their documents, oldest first. */
  async versionsOf(planIds: string[], manager: EntityManager = this.database.read): Promise<PlanVersionEntity[]> {
    if (planIds.length === 0) return [];
    const newest: { id: string }[] = await manager.query(
      `SELECT version.id FROM unnest($1::uuid[]) AS plan, unnest(ARRAY['draft', 'published']) AS wanted,
         LATERAL (SELECT id FROM plan_version WHERE plan_id = plan AND state = wanted ORDER BY number DESC LIMIT $2) AS version`,
      [planIds.map(uuidOf), listedVersions],
    );
    return await manager.find(PlanVersionEntity, {
      where: { id: In(newest.map(({ id }) => idFromUuid('plv', id))) },
      select: {
        id: true,
        planId: true,
        number: true,
        state: true,
        documentSha256: true,
        createdAt: true,
        publishedAt: true,
      },
      order: { number: 'ASC' },
    });
  }

  async versionBefore(planId: string, number: number): Promise<PlanVersionEntity | null> {
    return await this.database.read.findOne(PlanVersionEntity, {
      where: { planId, number: LessThan(number) },
      order: { number: 'DESC' },
    });
  }

  /** @returns whether this call published the draft. */
  async publish(tx: Tx, id: string, at: Date): Promise<boolean> {
    const result = await tx.update(PlanVersionEntity, { id, state: 'draft' }, { state: 'published', publishedAt: at });
    return result.affected === 1;
  }

  /** Newest first, at most `limit`; `beforeId` is the last id of the page before. */
  async listPlans(limit: number, beforeId: string | null): Promise<PlanEntity[]> {
    const query = this.database.read.createQueryBuilder(PlanEntity, 'plan').orderBy('plan.id', 'DESC').limit(limit);
    if (beforeId !== null) query.where('plan.id < :before', { before: uuidOf(beforeId) });
    return await query.getMany();
  }
}
