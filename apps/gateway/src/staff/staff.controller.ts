import { staff } from '@guildhall/auth';
import {
  CreateStaffInput,
  changeStaffRoles,
  createStaff,
  disableStaff,
  listStaff,
  StaffMember,
  StaffPage,
} from '@guildhall/messages/accounts';
import { PageQuery } from '@guildhall/messages/contract';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { CredentialVerifier } from '../access/credential-verifier.js';
import { IdParam } from '../request/id-parameters.js';
import { ChangeStaffRolesBody } from './staff.dto.js';

@ApiTags('staff')
@Controller('v1/staff')
export class StaffController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly verifier: CredentialVerifier,
  ) {}

  /** Makes a member of staff and mails an invitation to choose a password. */
  @Post()
  @Access(staff(['admin'], { stepUp: true }))
  create(@Body() body: CreateStaffInput): Promise<StaffMember> {
    return this.rpc.call(createStaff, body);
  }

  /** All members of staff. */
  @Get()
  @Access(staff(['admin'], {}))
  list(@Query() query: PageQuery): Promise<StaffPage> {
    return this.rpc.call(listStaff, query);
  }

  /** Replaces the roles; the last admin keeps theirs. */
  @Post(':staffId/roles')
  @HttpCode(200)
  @Access(staff(['admin'], { stepUp: true }))
  async changeRoles(@IdParam('staffId') staffId: string, @Body() body: ChangeStaffRolesBody): Promise<StaffMember> {
    const member = await this.rpc.call(changeStaffRoles, { ...body, staffId });
    this.verifier.forgetActor(staffId);
    return member;
  }

  /** Ends all sessions of a member of staff, for good. */
  @Post(':staffId/disable')
  @HttpCode(200)
  @Access(staff(['admin'], { stepUp: true }))
  async disable(@IdParam('staffId') staffId: string): Promise<StaffMember> {
    const member = await this.rpc.call(disableStaff, { staffId });
    this.verifier.forgetActor(staffId);
    return member;
  }
}
