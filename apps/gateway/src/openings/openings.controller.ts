import { object, staff } from '@guildhall/auth';
import {
  addOpeningStaff,
  CreateOpeningInput,
  closeOpening,
  createOpening,
  getOpening,
  listOpenings,
  openOpening,
  removeOpeningStaff,
  StaffOpening,
  StaffOpeningPage,
  StaffOpeningsQuery,
} from '@guildhall/messages/applicants';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';
import { AddOpeningStaffBody } from './openings.dto.js';

const own = object('openingId', 'opening');

/** Openings for the staff on them; admins see all. */
@ApiTags('openings')
@Controller('v1/openings')
export class OpeningsController {
  constructor(private readonly rpc: RpcClient) {}

  /** Makes a draft; its maker is on it. */
  @Post()
  @Access(staff(['recruiter'], {}))
  create(@Body() body: CreateOpeningInput): Promise<StaffOpening> {
    return this.rpc.call(createOpening, body);
  }

  /** The openings that the caller is on. */
  @Get()
  @Access(staff(['recruiter', 'reviewer'], { scope: 'openings:read' }))
  list(@Query() query: StaffOpeningsQuery): Promise<StaffOpeningPage> {
    return this.rpc.call(listOpenings, query);
  }

  /** One opening. */
  @Get(':openingId')
  @Access(staff(['recruiter', 'reviewer'], { scope: 'openings:read', owned: own }))
  get(@IdParam('openingId') openingId: string): Promise<StaffOpening> {
    return this.rpc.call(getOpening, { openingId });
  }

  /** Lets applications in. */
  @Post(':openingId/open')
  @HttpCode(200)
  @Access(staff(['recruiter'], { owned: own }))
  open(@IdParam('openingId') openingId: string): Promise<StaffOpening> {
    return this.rpc.call(openOpening, { openingId });
  }

  /** Takes no more applications; those that came go on. */
  @Post(':openingId/close')
  @HttpCode(200)
  @Access(staff(['recruiter'], { owned: own }))
  close(@IdParam('openingId') openingId: string): Promise<StaffOpening> {
    return this.rpc.call(closeOpening, { openingId });
  }

  /** Puts a member of staff on the opening. */
  @Post(':openingId/staff')
  @HttpCode(200)
  @Access(staff(['recruiter'], { owned: own }))
  addStaff(@IdParam('openingId') openingId: string, @Body() body: AddOpeningStaffBody): Promise<StaffOpening> {
    return this.rpc.call(addOpeningStaff, { ...body, openingId });
  }

  /** Takes a member of staff off the opening; the last one stays. */
  @Delete(':openingId/staff/:staffId')
  @Access(staff(['recruiter'], { owned: own }))
  removeStaff(@IdParam('openingId') openingId: string, @IdParam('staffId') staffId: string): Promise<StaffOpening> {
    return this.rpc.call(removeOpeningStaff, { openingId, staffId });
  }
}
