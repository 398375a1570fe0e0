import type { AccessRule } from '@guildhall/auth';
import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExtension } from '@nestjs/swagger';
import type { RouteTraits } from './route-traits.js';

/** On every handler: read by the guard from Fastify's route config, and by clients from OpenAPI (`x-access`). */
export function Access(access: AccessRule, traits: RouteTraits = {}) {
  return applyDecorators(RouteConfig({ access, ...traits }), ApiExtension('x-access', access));
}
