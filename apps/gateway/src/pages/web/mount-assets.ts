import fastifyStatic from '@fastify/static';
import { anyone } from '@guildhall/auth';
import type { FastifyInstance } from 'fastify';
import type { WebClient } from './web-client.js';

/** The files of the browser's client. Their names change with their content, so browsers keep them. */
export async function mountAssets(fastify: FastifyInstance, { assetsDirectory }: WebClient): Promise<void> {
  await fastify.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: anyone(), limit: 'none' };
    });
    await scope.register(fastifyStatic, {
      root: assetsDirectory,
      prefix: '/assets/',
      // What is there is listed once; nothing else is looked for on the disk.
      wildcard: false,
      index: false,
      decorateReply: false,
      immutable: true,
      maxAge: '1y',
      globIgnore: ['**/*.map'],
    });
  });
}
