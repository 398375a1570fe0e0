import {
  applicants,
  applicantsOrStaff,
  type MediaGrant,
  MediaLinkSigner,
  mediaLinkSeconds,
  object,
} from '@guildhall/auth';
import { CLOCK, type Clock } from '@guildhall/clock';
import { getMyTake, grantMedia, Interruption, interruptTake, readCaptions, Take } from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
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

  /** A link to the recording for five minutes, and what a player shows beside it; the access is audited. */
  @Post('media-links')
  @Access(applicantsOrStaff(['recruiter', 'reviewer'], { owned: own }))
  async createMediaLink(@IdParam('takeId') takeId: string): Promise<MediaLink> {
    const { thumbnailKey, hasTranscript, ...granted } = await this.rpc.call(grantMedia, { takeId });
    const { objectKey, dataKeyId, contentType, durationSeconds, parts } = granted;
    const expiresAt = new Date(this.clock.now().getTime() + mediaLinkSeconds * 1_000);
    const linkTo = (grant: Pick<MediaGrant, 'objectKey' | 'contentType'>) =>
      new URL(`/v1/media/${this.links.seal({ ...grant, dataKeyId, expiresAt })}`, this.config.publicUrl).href;
    return {
      url: linkTo({ objectKey, contentType }),
      expiresAt: expiresAt.toISOString(),
      thumbnailUrl: thumbnailKey ? linkTo({ objectKey: thumbnailKey, contentType: 'image/jpeg' }) : null,
      captionsPath: hasTranscript ? `/v1/takes/${takeId}/captions` : null,
      durationSeconds: durationSeconds ?? null,
      parts: parts ?? [],
    };
  }

  /** What is said, as WebVTT captions; the access is audited. */
  @Get('captions')
  @ApiOkResponse({ content: { 'text/vtt': { schema: { type: 'string' } } } })
  @Access(applicantsOrStaff(['recruiter', 'reviewer'], { owned: own }))
  async captions(@IdParam('takeId') takeId: string, @Res() reply: FastifyReply): Promise<void> {
    const { vtt, language } = await this.rpc.call(readCaptions, { takeId });
    await reply
      .header('Content-Type', 'text/vtt; charset=utf-8')
      .header('Content-Language', language)
      .header('Cache-Control', 'private, no-store')
      .send(vtt);
  }
}
