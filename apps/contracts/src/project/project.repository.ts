import { Database, type Tx } from '@guildhall/database';
import { uuidOf } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { ProjectEntity, ProjectStaffEntity } from './project.entity.js';

@Injectable()
export class ProjectRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Tx, project: ProjectEntity, staffIds: string[]): Promise<void> {
    await tx.insert(ProjectEntity, project);
    await tx.insert(
      ProjectStaffEntity,
      staffIds.map((staffId) => ({ projectId: project.id, staffId })),
    );
  }

  async find(id: string): Promise<ProjectEntity | null> {
    return await this.database.read.findOneBy(ProjectEntity, { id });
  }

  async findAll(ids: string[]): Promise<ProjectEntity[]> {
    return ids.length === 0 ? [] : await this.database.read.findBy(ProjectEntity, { id: In(ids) });
  }

  async isOn(projectId: string, staffId: string): Promise<boolean> {
    return await this.database.read.existsBy(ProjectStaffEntity, { projectId, staffId });
  }

  async staffOf(projectIds: string[]): Promise<ProjectStaffEntity[]> {
    if (projectIds.length === 0) return [];
    return await this.database.read.findBy(ProjectStaffEntity, { projectId: In(projectIds) });
  }

  /** Newest first; those of one member of staff, or all. */
  async list(limit: number, beforeId: string | null, staffId: string | null): Promise<ProjectEntity[]> {
    const query = this.database.read
      .createQueryBuilder(ProjectEntity, 'project')
      .orderBy('project.id', 'DESC')
      .limit(limit);
    if (beforeId !== null) query.andWhere('project.id < :before', { before: uuidOf(beforeId) });
    if (staffId !== null) {
      query.innerJoin(ProjectStaffEntity, 'staff', 'staff.project_id = project.id AND staff.staff_id = :staff', {
        staff: uuidOf(staffId),
      });
    }
    return await query.getMany();
  }
}
