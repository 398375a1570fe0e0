import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { type GatewayParts, gatewayModule } from '../gateway.module.js';
import { buildDocument } from './build-document.js';

/** The document of the API without starting anything: in Nest's preview mode controllers are looked at, never made. */
export async function describeApi(): Promise<OpenAPIObject> {
  const noParts = {} as GatewayParts;
  const application = await NestFactory.create(gatewayModule(noParts), new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  return buildDocument(application);
}
