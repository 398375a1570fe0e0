import { ArrayMaxSize, ArrayUnique, IsArray, IsOptional, IsString, Length } from 'class-validator';
import { command, Empty, IsId, PageQuery, query } from '../contract/index.js';

export class CreateProjectInput {
  /** What the project is called before anybody may know what it is. */
  @IsString()
  @Length(2, 100)
  codeName!: string;

  /** Markdown; shown to contractors only once their contract is sealed. */
  @IsString()
  @Length(1, 50_000)
  brief!: string;

  /** Of contracts for the project, as it stands in them: `the State of New York`. */
  @IsString()
  @Length(2, 200)
  governingLaw!: string;

  /** Members of staff who are on it besides its maker. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsId('per', { each: true })
  staffIds?: string[];
}

/** A project as the staff on it see it. */
export class Project {
  id!: string;
  codeName!: string;
  brief!: string;
  governingLaw!: string;
  staffIds!: string[];
  createdAt!: string;
}

export const createProject = command('contracts', 'projects.create', { input: CreateProjectInput, output: Project });

export class ProjectRef {
  @IsId('prj')
  projectId!: string;
}

/** For the staff on it; admins see all. */
export const getProject = query('contracts', 'projects.get', { input: ProjectRef, output: Project });

export class ProjectPage {
  data!: Project[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

export const listProjects = query('contracts', 'projects.list', { input: PageQuery, output: ProjectPage });

/** For other services: succeeds where the calling actor is on the project, and answers `not_found` otherwise. */
export const checkProjectAccess = query('contracts', 'projects.check-access', { input: ProjectRef, output: Empty });

/** A project as a contractor sees it: its code name, and what it is about only once their contract is sealed. */
export class MyProject {
  id!: string;
  codeName!: string;
  contractId!: string;
  /** Markdown; null until the contract is sealed. */
  brief!: string | null;
}

export class MyProjectPage {
  data!: MyProject[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

export const listMyProjects = query('contracts', 'projects.list-mine', { input: PageQuery, output: MyProjectPage });
