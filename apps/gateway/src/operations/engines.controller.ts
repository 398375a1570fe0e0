import { anyone } from '@guildhall/auth';
import { EnginesInUse, enginesInUse } from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';

@ApiTags('operations')
@Controller('v1/engines')
export class EnginesController {
  constructor(private readonly rpc: RpcClient) {}

  /** Which engines recognise speech and score here. */
  @Get()
  @Access(anyone())
  get(): Promise<EnginesInUse> {
    return this.rpc.call(enginesInUse, {});
  }
}
