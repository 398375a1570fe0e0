import { anyone } from '@guildhall/auth';
import { readiness } from '@guildhall/observability';
import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../access/access.decorator.js';
import { GATEWAY_CONFIG, GatewayConfig } from '../gateway.config.js';
import { EdgeState } from './edge-state.js';
import { ServiceStatus } from './service-status.js';
import { startPage } from './start-page.js';

/** What people and probes see of the gateway itself. None of it needs Redis. */
@ApiExcludeController()
@Controller()
export class PagesController {
  constructor(
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
    private readonly status: ServiceStatus,
    private readonly state: EdgeState,
  ) {}

  @Get()
  @Access(anyone(), { limit: 'none' })
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  async start(): Promise<string> {
    const { publicUrl, mailboxUrl } = this.config;
    return startPage({ publicUrl, mailboxUrl, ...(await this.status.read()) });
  }

  @Get('health/live')
  @Access(anyone(), { limit: 'none' })
  @Header('Cache-Control', 'no-store')
  live() {
    return { live: true };
  }

  @Get('health/ready')
  @Access(anyone(), { limit: 'none' })
  @Header('Cache-Control', 'no-store')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const state = await readiness(this.state.checks, this.state.isDraining());
    void reply.code(state.ready ? 200 : 503);
    return state;
  }
}
