import { anyone } from '@guildhall/auth';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { buildDocument } from '../openapi/build-document.js';

/** `/docs` and `/openapi.json`; their document is made when somebody first asks. */
export function mountPages(application: NestFastifyApplication): void {
  const fastify = application.getHttpAdapter().getInstance();
  fastify.addHook('onRoute', (route) => {
    if (!/^\/(docs(\/.*)?|openapi\.json)$/.test(route.url)) return;
    route.config = { ...route.config, access: anyone(), limit: 'none' };
  });
  let document: OpenAPIObject | undefined;
  const documentOnce = () => {
    document ??= buildDocument(application);
    return document;
  };
  SwaggerModule.setup('docs', application, documentOnce, {
    jsonDocumentUrl: '/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Guildhall API',
  });
}
