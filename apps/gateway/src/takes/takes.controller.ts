import { applicants, applicantsOrStaff, MediaLinkSigner, mediaLinkSeconds, object } from '@guildhall/auth';
import { CLOCK, type Clock } from '@guildhall/clock';
import { grantMedia, Take } from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { Caller } from '../access/caller.decorator.js';
import type { SignedIn } from '../access/signed-in.js';
import { GATEWAY_CONFIG, GatewayConfig } from '../gateway.config.js';
import { IdParam } from '../request/id-parameters.js';
import { TakeCompletionService } from './take-completion.service.js';
import { CompleteTakeBody, MediaLink } from './takes.dto.js';

const own = object('takeId', 'take');

/** One recording of an answer. */
@ApiTags('takes')
@Controller('v1/takes/:takeId')
export class TakesController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly completion: TakeCompletionService,
    private readonly links: MediaLinkSigner,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
  ) {}

  /** Hands the uploaded segments in, in order; keep the bytes until this has answered with 2xx. */
  @Post('complete')
  @HttpCode(200)
  @Access(applicants({ owned: own }), { limit: 'complete' })
  complete(
    @IdParam('takeId') takeId: string,
    @Body() body: CompleteTakeBody,
    @Caller() caller: SignedIn,
  ): Promise<Take> {
    return this.completion.complete(takeId, caller.actor.id, body.segments);
  }

  /** A link to the recording for five minutes; the access is audited. */
  @Post('media-links')
  @Access(applicantsOrStaff(['recruiter', 'reviewer'], { owned: own }))
  async createMediaLink(@IdParam('takeId') takeId: string): Promise<MediaLink> {
    const granted = await this.rpc.call(grantMedia, { takeId });
    const expiresAt = new Date(this.clock.now().getTime() + mediaLinkSeconds * 1_000);
    const token = this.links.seal({ ...granted, expiresAt });
    return { url: new URL(`/v1/media/${token}`, this.config.publicUrl).href, expiresAt: expiresAt.toISOString() };
  }
}
