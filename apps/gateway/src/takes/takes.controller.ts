import { applicants, applicantsOrStaff, MediaLinkSigner, mediaLinkSeconds, object } from '@guildhall/auth';
import { CLOCK, type Clock } from '@guildhall/clock';
import { getMyTake, grantMedia, Interruption, interruptTake, Take } from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { Caller } from '../access/caller.decorator.js';
import type { SignedIn } from '../access/signed-in.js';
import { GATEWAY_CONFIG, GatewayConfig } from '../gateway.config.js';
import { IdParam } from '../request/id-parameters.js';
import { UploadSpool, uploadsOfTake } from '../upload/index.js';
import { TakeCompletionService } from './take-completion.service.js';
import { CompleteTakeBody, InterruptTakeBody, MediaLink, TakeUploads } from './takes.dto.js';

const own = object('takeId', 'take');

/** One recording of an answer. */
@ApiTags('takes')
@Controller('v1/takes/:takeId')
export class TakesController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly completion: TakeCompletionService,
    private readonly spool: UploadSpool,
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

  /** What has arrived of a take so far, so that another page, or another device, can go on from there. */
  @Get('uploads')
  @Access(applicants({ owned: own }))
  async uploads(@IdParam('takeId') takeId: string, @Caller() caller: SignedIn): Promise<TakeUploads> {
    await this.rpc.call(getMyTake, { takeId });
    return { data: await uploadsOfTake(this.spool, takeId, caller.actor.id) };
  }

  /** Something broke while it was recorded: says whose fault that is and how to go on. It never counts as a try. */
  @Post('interruptions')
  @Access(applicants({ owned: own }))
  interrupt(@IdParam('takeId') takeId: string, @Body() body: InterruptTakeBody): Promise<Interruption> {
    return this.rpc.call(interruptTake, { ...body, takeId });
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
