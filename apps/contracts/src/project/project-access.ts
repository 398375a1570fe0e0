import { AppError } from '@guildhall/errors';
import { type CallContext, hasRole } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import type { ProjectEntity } from './project.entity.js';
import { ProjectRepository } from './project.repository.js';

/** The one place where it is decided who may know of a project: the staff on it, and admins. */
@Injectable()
export class ProjectAccess {
  constructor(private readonly projects: ProjectRepository) {}

  /** @throws AppError `not_found`, alike for a missing project and for one that the caller is not on */
  async require(projectId: string, context: CallContext): Promise<ProjectEntity> {
    const project = await this.projects.find(projectId);
    if (!project || !(await this.allows(projectId, context))) {
      throw new AppError('not_found', 'There is no such project, or you are not on it.');
    }
    return project;
  }

  private async allows(projectId: string, { actor }: CallContext): Promise<boolean> {
    if (actor.kind === 'service') return true;
    if (actor.kind !== 'staff') return false;
    return hasRole(actor, 'admin') || (await this.projects.isOn(projectId, actor.id));
  }
}
