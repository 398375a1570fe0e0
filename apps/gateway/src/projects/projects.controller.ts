import { object, staff } from '@guildhall/auth';
import { PageQuery } from '@guildhall/messages/contract';
import {
  CreateProjectInput,
  createProject,
  getProject,
  listProjects,
  Project,
  ProjectPage,
} from '@guildhall/messages/contracts';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';

/** Confidential projects, for the staff on them. */
@ApiTags('projects')
@Controller('v1/projects')
export class ProjectsController {
  constructor(private readonly rpc: RpcClient) {}

  /** Makes a project under a code name; its maker is on it. */
  @Post()
  @Access(staff(['recruiter'], {}))
  create(@Body() body: CreateProjectInput): Promise<Project> {
    return this.rpc.call(createProject, body);
  }

  /** The projects that the caller is on; all of them for an admin. */
  @Get()
  @Access(staff(['recruiter'], {}))
  list(@Query() query: PageQuery): Promise<ProjectPage> {
    return this.rpc.call(listProjects, query);
  }

  /** One of them. */
  @Get(':projectId')
  @Access(staff(['recruiter'], { owned: object('projectId', 'project') }))
  get(@IdParam('projectId') projectId: string): Promise<Project> {
    return this.rpc.call(getProject, { projectId });
  }
}
