import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, runOnce } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import {
  type CallContext,
  Empty,
  hasRole,
  idCursor,
  newId,
  type PageQuery,
  pageOf,
} from '@guildhall/messages/contract';
import {
  type CreateProjectInput,
  checkProjectAccess,
  createProject,
  getProject,
  listMyProjects,
  listProjects,
  type MyProjectPage,
  type Project,
  type ProjectPage,
  type ProjectRef,
} from '@guildhall/messages/contracts';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, Inject } from '@nestjs/common';
import { ContractRepository } from '../contract/contract.repository.js';
import type { ProjectEntity } from './project.entity.js';
import { ProjectRepository } from './project.repository.js';
import { ProjectAccess } from './project-access.js';

@Controller()
export class ProjectRpcController {
  constructor(
    private readonly database: Database,
    private readonly projects: ProjectRepository,
    private readonly contracts: ContractRepository,
    private readonly access: ProjectAccess,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleRpc(createProject)
  async create(input: CreateProjectInput, context: CallContext): Promise<Project> {
    const { actor } = context;
    if (actor.kind !== 'staff') throw new AppError('not_allowed', 'Only staff make projects.');
    const { codeName, brief, governingLaw } = input;
    const staffIds = [...new Set([actor.id, ...(input.staffIds ?? [])])];
    return await runOnce(this.database, context, async (tx) => {
      const at = this.clock.now();
      const project = { id: newId('prj'), codeName, brief, governingLaw, createdBy: actor.id, createdAt: at };
      await this.projects.insert(tx, project, staffIds);
      await this.audit.record(tx, { action: 'project.created', subject: project.id, actor, details: { staffIds } }, at);
      return projectView(project, staffIds);
    });
  }

  @HandleRpc(getProject)
  async get({ projectId }: ProjectRef, context: CallContext): Promise<Project> {
    const project = await this.access.require(projectId, context);
    return (await this.withStaff([project]))[0]!;
  }

  @HandleRpc(listProjects)
  async list(input: PageQuery, { actor }: CallContext): Promise<ProjectPage> {
    if (actor.kind !== 'staff') throw new AppError('not_allowed', 'Projects are for staff.');
    const { limit, after } = idCursor('prj', input);
    const projects = await this.projects.list(limit + 1, after, hasRole(actor, 'admin') ? null : actor.id);
    return pageOf(await this.withStaff(projects), limit);
  }

  @HandleRpc(checkProjectAccess)
  async check({ projectId }: ProjectRef, context: CallContext): Promise<Empty> {
    await this.access.require(projectId, context);
    return new Empty();
  }

  /** The confidentiality gate: what a project is about opens with the sealed contract, and with nothing else. */
  @HandleRpc(listMyProjects)
  async listMine(input: PageQuery, { actor }: CallContext): Promise<MyProjectPage> {
    if (actor.kind !== 'applicant') return { data: [], nextCursor: null, hasMore: false };
    const { limit, after } = idCursor('ctr', input);
    const contracts = await this.contracts.listOfPerson(actor.id, limit + 1, after);
    const projects = await this.projects.findAll([...new Set(contracts.map(({ projectId }) => projectId))]);
    const known = new Map(projects.map((project) => [project.id, project]));
    const rows = contracts.map(({ id, projectId, state }) => ({ id, project: known.get(projectId)!, state }));
    const { data, ...page } = pageOf(rows, limit);
    return {
      ...page,
      data: data.map(({ id: contractId, project: { id, codeName, brief }, state }) => ({
        ...{ id, codeName, contractId },
        brief: state === 'sealed' ? brief : null,
      })),
    };
  }

  private async withStaff(projects: ProjectEntity[]): Promise<Project[]> {
    const staff = await this.projects.staffOf(projects.map(({ id }) => id));
    return projects.map((project) =>
      projectView(
        project,
        staff.filter(({ projectId }) => projectId === project.id).map(({ staffId }) => staffId),
      ),
    );
  }
}

function projectView({ id, codeName, brief, governingLaw, createdAt }: ProjectEntity, staffIds: string[]): Project {
  return { id, codeName, brief, governingLaw, staffIds, createdAt: createdAt.toISOString() };
}
