import { self, signedIn } from '@guildhall/auth';
import { isId } from '@guildhall/messages/contract';
import { Controller, Get, Headers, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../access/access.decorator.js';
import { Caller } from '../access/caller.decorator.js';
import type { SignedIn } from '../access/signed-in.js';
import { LivePages } from './live-pages.js';

@ApiTags('me')
@Controller('v1/me/live')
export class LiveController {
  constructor(private readonly pages: LivePages) {}

  /**
   * What happens from now on and concerns the caller, as server-sent events: type, subject, id and sequence. `Last-Event-ID`
   * goes on where a connection broke; `reset` asks to load everything anew.
   */
  @Get()
  @ApiProduces('text/event-stream')
  @Access(signedIn({ owned: self }))
  async follow(
    @Headers('last-event-id') lastEventId: string | undefined,
    @Caller() caller: SignedIn,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const known = lastEventId === undefined || isId('evt', lastEventId) ? lastEventId : `evt_${'0'.repeat(32)}`;
    void reply
      .header('Content-Type', 'text/event-stream; charset=utf-8')
      .header('Cache-Control', 'private, no-store')
      .header('X-Accel-Buffering', 'no');
    if (request.method === 'HEAD') await reply.send();
    else await reply.send(await this.pages.open(caller, request.ip, known));
  }
}
