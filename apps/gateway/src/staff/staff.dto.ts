import { ChangeStaffRolesInput } from '@guildhall/messages/accounts';
import { OmitType } from '@nestjs/swagger';

export class ChangeStaffRolesBody extends OmitType(ChangeStaffRolesInput, ['staffId'] as const) {}
