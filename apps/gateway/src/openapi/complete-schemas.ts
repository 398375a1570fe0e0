import { httpStatusByCode } from '@guildhall/errors';
import type { Schemas } from './complete-operation.js';
import { idPrefixOf } from './samples.js';

type Schema = Exclude<Schemas[string], { $ref: string }>;

/** What class-validator does not tell Nest: which strings are ids, and which are moments. */
export function completeSchemas(schemas: Schemas): void {
  for (const [schemaName, schema] of Object.entries(schemas)) {
    if ('$ref' in schema) continue;
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      sortEnum(property);
      if ('$ref' in property || !isText(property)) continue;
      const prefix = idPrefixOf(schemaName, name);
      if (prefix !== undefined) property.pattern ??= `^${prefix}_[0-9a-f]{32}$`;
      else if (/(^at|At|Until)$/.test(name)) property.format ??= 'date-time';
    }
  }
}

/**
 * The compiler gives the members of a union in the order in which it met them anywhere in the program; sorted, the document
 * changes with the API alone.
 */
export function sortEnum(schema: Schemas[string] | undefined): void {
  if (schema === undefined || '$ref' in schema) return;
  if (schema.enum)
    schema.enum = schema.enum.toSorted((a, b) => rank(a) - rank(b) || String(a).localeCompare(String(b)));
  if (schema.items) sortEnum(schema.items);
}

const rank = (value: unknown) => (value === null ? 1 : 0);

function isText({ type }: Schema): boolean {
  return ([type].flat() as (string | undefined)[]).includes('string');
}

export function problemSchema(): Schema {
  return {
    type: 'object',
    description: 'A refusal. @see https://www.rfc-editor.org/rfc/rfc9457',
    required: ['type', 'title', 'status', 'code', 'detail', 'errors', 'details'],
    properties: {
      type: { type: 'string', example: 'urn:guildhall:problem:validation_failed' },
      title: { type: 'string', example: 'Validation failed' },
      status: { type: 'integer', example: 422 },
      code: { type: 'string', enum: Object.keys(httpStatusByCode), description: 'Stable; for programs.' },
      detail: { type: 'string', description: 'For people: what happened, and what to do.' },
      errors: nullable({
        type: 'array',
        items: {
          type: 'object',
          required: ['field', 'message'],
          properties: { field: { type: 'string' }, message: { type: 'string' } },
        },
      }),
      details: nullable({ type: 'object', additionalProperties: true }),
    },
  };
}

/** As OpenAPI 3.1 says it. */
function nullable(schema: Schema): Schema {
  return { ...schema, type: [schema.type, 'null'] as unknown as string };
}
