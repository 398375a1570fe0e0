import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { completeOperation, refusalResponses } from './complete-operation.js';
import { completeSchemas, problemSchema } from './complete-schemas.js';
import { uploadPaths } from './upload-paths.js';

const description = `From an application by recorded interview to a decision by a person, a signed contract and pay.

- **Identity.** Sign in under *auth*; show the token as \`Authorization: Bearer\`. Browsers get a cookie as well. Systems show an
  API key the same way. \`x-access\` says of every operation who may call it.
- **Ids** carry their kind: \`app_0190…\`. What is not yours answers exactly like what does not exist: 404.
- **Lists** give \`{ data, nextCursor, hasMore }\`; send \`nextCursor\` back as \`cursor\`. At most 100 a page.
- **Errors** are \`application/problem+json\` (RFC 9457). Switch on \`code\`; \`errors\` names fields. \`X-Request-Id\` finds the log lines.
- **Repeats.** Send an \`Idempotency-Key\` with every POST, and the same one again when you repeat it: it takes effect once. The
  same key with another body is 422. Answers that carry a secret are given once: a repeat is 409.
- **Decisions** take the \`ETag\` of the application that you looked at, as \`If-Match\`.
- **Recordings** are uploaded by tus 1.0.0 at \`/v1/uploads\`, then handed in at \`/v1/takes/{takeId}/complete\`.`;

const tags: [string, string][] = [
  ['auth', 'Signing in and out'],
  ['me', 'The caller: account, applications, interviews'],
  ['jobs', 'Open openings, and applying for them'],
  ['openings', 'Openings, for the staff on them'],
  ['applications', 'Applications, their interviews and decisions'],
  ['candidates', 'The ranks of an opening, and who is not in them'],
  ['plans', 'Interview plans and their versions'],
  ['interviews', "An applicant's own interview"],
  ['takes', 'Recordings of answers'],
  ['uploads', 'The bytes of recordings (tus 1.0.0)'],
  ['media', 'Playback'],
  ['projects', 'Confidential projects, for the staff on them'],
  ['contracts', 'Offers and contracts, for the staff on their openings'],
  ['signing', 'Signing a contract, from the link in the mail on'],
  ['verification', 'Whether a file was sealed here'],
  ['events', 'What happened, for other systems'],
  ['webhooks', 'Endpoints of other systems that events are sent to'],
  ['staff', 'Members of staff'],
  ['api-keys', 'Keys of other systems'],
  ['operations', 'Work that waits for a person'],
];

/** The API reference as OpenAPI 3.1: what Nest knows of the controllers, and what holds for all of them. */
export function buildDocument(application: INestApplication): OpenAPIObject {
  const frame = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Guildhall')
    .setDescription(description)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/', 'This installation')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A session (`ghs_…`).' }, 'session')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key (`ghk_…`).' }, 'apiKey')
    .addCookieAuth('__Host-guildhall', { type: 'apiKey', in: 'cookie', description: 'A browser session.' }, 'cookie');
  for (const [name, words] of tags) frame.addTag(name, words);
  const document = SwaggerModule.createDocument(application, frame.build(), { operationIdFactory });
  Object.assign(document.paths, uploadPaths());
  const schemas = { ...document.components?.schemas, Problem: problemSchema() };
  document.components = { ...document.components, schemas, responses: refusalResponses() };
  completeSchemas(schemas);
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of ['get', 'head', 'post', 'patch', 'delete', 'options'] as const) {
      const operation = item[method];
      if (operation) completeOperation({ method, path, operation, schemas });
    }
  }
  return document;
}

/** `OpeningsController.addStaff` → `openings_addStaff`: what a generated client calls its function. */
function operationIdFactory(controller: string, method: string): string {
  const name = controller.replace(/Controller$/, '');
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}_${method}`;
}
