import { anyone, object } from '@guildhall/auth';
import { ApplicationReceived } from '@guildhall/messages/applicants';
import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { MaybeCaller } from '../access/caller.decorator.js';
import type { SignedIn } from '../access/signed-in.js';
import { SourceKeys } from '../limits/source-keys.js';
import { IdParam } from '../request/id-parameters.js';
import { ApplyBody } from './applications.dto.js';
import { ApplyService } from './apply.service.js';

@ApiTags('jobs')
@Controller('v1/openings/:openingId/applications')
export class ApplyController {
  constructor(
    private readonly service: ApplyService,
    private readonly sources: SourceKeys,
  ) {}

  /** Applies; the answer is the same whoever the address belongs to, and a mail says how to go on. */
  @Post()
  @HttpCode(202)
  @Access(anyone({ owned: object('openingId', 'opening') }), { limit: 'apply', identifies: true })
  apply(
    @IdParam('openingId') openingId: string,
    @Body() body: ApplyBody,
    @MaybeCaller() caller: SignedIn | undefined,
    @Ip() address: string,
  ): Promise<ApplicationReceived> {
    return this.service.apply(openingId, body, { caller, sourceKey: this.sources.of(address) });
  }
}
