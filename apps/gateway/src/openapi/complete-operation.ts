import type { AccessRule } from '@guildhall/auth';
import type { OpenAPIObject } from '@nestjs/swagger';
import { idParameters, questionIdPattern } from '../request/id-parameters.js';
import { sortEnum } from './complete-schemas.js';
import { sampleFor, sampleId } from './samples.js';

type PathItem = OpenAPIObject['paths'][string];
export type Operation = NonNullable<PathItem['get']>;
export type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Schema = Schemas[string];
type Parameter = Exclude<NonNullable<Operation['parameters']>[number], { $ref: string }>;
type Response = Exclude<NonNullable<Operation['responses'][string]>, { $ref: string }>;

export interface DescribedOperation {
  method: 'get' | 'head' | 'post' | 'patch' | 'delete' | 'options';
  path: string;
  operation: Operation;
  schemas: Schemas;
}

/** Adds what follows from the conventions of the API: security, parameters, headers, examples and refusals. */
export function completeOperation(described: DescribedOperation): void {
  const { operation } = described;
  const access = accessOf(described);
  operation.security = securityOf(access);
  operation.parameters = [...(operation.parameters ?? []).map(completeParameter), ...conventionalParameters(described)];
  addExamples(described);
  for (const response of Object.values(operation.responses) as Response[]) response.description ||= 'Done';
  for (const status of refusalsOf(described, access)) {
    operation.responses[status] ??= { $ref: `#/components/responses/${refusals[status].name}` };
  }
}

function accessOf({ method, path, operation }: DescribedOperation): AccessRule {
  const access = (operation as { 'x-access'?: AccessRule })['x-access'];
  if (!access) throw new Error(`${method} ${path} has no x-access in the document.`);
  return access;
}

function securityOf({ anyone, scope }: AccessRule): Record<string, string[]>[] {
  if (anyone) return [];
  return [{ session: [] }, { cookie: [] }, ...(scope === null ? [] : [{ apiKey: [scope] }])];
}

function completeParameter(given: Parameter | { $ref: string }): Parameter {
  const parameter = given as Parameter;
  const { name } = parameter;
  sortEnum(parameter.schema);
  if (parameter.in !== 'path') return parameter;
  if (name === 'questionId') {
    return { ...parameter, schema: { type: 'string', pattern: questionIdPattern.source }, example: 'q1' };
  }
  const prefix = idParameters[name as keyof typeof idParameters];
  if (prefix === undefined) return parameter;
  return { ...parameter, schema: { type: 'string', pattern: `^${prefix}_[0-9a-f]{32}$` }, example: sampleId(prefix) };
}

function conventionalParameters(described: DescribedOperation): Parameter[] {
  const { method, path, operation } = described;
  const found: Parameter[] = [];
  if (isList(described)) found.push(limitParameter, cursorParameter);
  const isTus = operation.tags?.includes('uploads') ?? false;
  if (method === 'post' && !isTus) found.push(idempotencyKeyParameter);
  if (path.endsWith('{applicationId}/decisions')) found.push(ifMatchParameter);
  return found;
}

const limitParameter: Parameter = {
  ...{ name: 'limit', in: 'query', required: false, description: 'At most so many.' },
  schema: { type: 'integer', minimum: 1, maximum: 100 },
};
const cursorParameter: Parameter = {
  ...{ name: 'cursor', in: 'query', required: false, description: '`nextCursor` of the page before.' },
  schema: { type: 'string', maxLength: 500 },
};
const idempotencyKeyParameter: Parameter = {
  ...{
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'The same for every repeat of this request.',
  },
  schema: { type: 'string', minLength: 1, maxLength: 255 },
  example: '7f3c2b1e-8f5a-4a6b-9d2e-5b1c0a9e8d7f',
};
const ifMatchParameter: Parameter = {
  ...{ name: 'If-Match', in: 'header', required: true, description: 'The ETag of the application that you looked at.' },
  schema: { type: 'string', pattern: '^"[1-9][0-9]{0,8}"$' },
  example: '"3"',
};

/** Every list names its next page. */
function isList({ method, operation, schemas }: DescribedOperation): boolean {
  if (method !== 'get') return false;
  const schema = resolved(jsonOf(operation.responses['200'] as Response)?.schema, schemas);
  return schema !== undefined && 'properties' in schema && 'nextCursor' in (schema.properties ?? {});
}

function jsonOf(described: { content?: Response['content'] } | undefined) {
  return described?.content?.['application/json'];
}

function resolved(schema: Schema | undefined, schemas: Schemas): Schema | undefined {
  return schema && '$ref' in schema ? schemas[schema.$ref.split('/').at(-1)!] : schema;
}

function addExamples({ operation, schemas }: DescribedOperation): void {
  const body = jsonOf(operation.requestBody as Response | undefined);
  if (body?.schema) body.example = sampleFor(body.schema, schemas);
  for (const [status, response] of Object.entries(operation.responses)) {
    const content = status.startsWith('2') ? jsonOf(response as Response) : undefined;
    if (content?.schema) content.example = sampleFor(content.schema, schemas);
  }
}

/** Every refusal that operations name, by its status. */
const refusals = {
  '401': { name: 'NotSignedIn', description: 'Not signed in' },
  '403': { name: 'NotAllowed', description: 'Not allowed, or not without a step-up' },
  '404': { name: 'NotFound', description: 'No such object, or none that you may see' },
  '409': { name: 'Conflict', description: 'Does not fit the state of the object; `code` says how' },
  '412': { name: 'VersionConflict', description: 'Changed since you looked at it' },
  '413': { name: 'BodyTooLarge', description: 'Larger than this operation accepts' },
  '415': { name: 'UnsupportedMediaType', description: 'Of another type than this operation reads' },
  '422': { name: 'ValidationFailed', description: 'Does not fit; `errors` names the fields' },
  '428': { name: 'PreconditionRequired', description: 'If-Match is missing' },
  '429': { name: 'RateLimited', description: 'Too many requests; see `Retry-After`' },
  '503': { name: 'Unavailable', description: 'Not available for the moment; see `Retry-After`' },
  default: { name: 'Refused', description: 'Any other refusal' },
} as const;

type RefusedStatus = keyof typeof refusals;

function refusalsOf(described: DescribedOperation, access: AccessRule): RefusedStatus[] {
  const { method, path, operation } = described;
  const isWrite = method === 'post' || method === 'patch' || method === 'delete';
  const found: RefusedStatus[] = [];
  if (!access.anyone) found.push('401', '403');
  if (path.includes('{')) found.push('404');
  if (isWrite) found.push('409');
  if (operation.requestBody) found.push('413', '415');
  if (isWrite || isList(described)) found.push('422');
  if (path.endsWith('{applicationId}/decisions')) found.push('412', '428');
  return [...found, '429', '503', 'default'];
}

/** For `components.responses`. */
export function refusalResponses(): Record<string, Response> {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  const retryAfter = { description: 'Seconds to wait.', schema: { type: 'integer' as const } };
  const entries = Object.entries(refusals).map(([status, { name, description }]) => {
    const headers = status === '429' || status === '503' ? { headers: { 'Retry-After': retryAfter } } : {};
    return [name, { description, ...headers, content }] as const;
  });
  return Object.fromEntries(entries);
}
