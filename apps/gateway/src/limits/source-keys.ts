import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { GATEWAY_CONFIG, GatewayConfig } from '../gateway.config.js';
import { sourceOf } from './rate-limit-key.js';

/**
 * What a service counts the mails of one source by. Keyed, so that neither Redis nor the counters' table is a list of who
 * asked from where. All gateways share the key.
 */
@Injectable()
export class SourceKeys {
  constructor(@Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig) {}

  of(address: string): string {
    const key = Buffer.from(this.config.linkSigningKey, 'base64');
    return createHmac('sha256', key)
      .update(`source:${sourceOf(address)}`)
      .digest('hex');
  }
}
