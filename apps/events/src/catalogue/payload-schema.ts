import type { ClassOf } from '@guildhall/messages/contract';
import { getMetadataStorage } from 'class-validator';
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata.js';

export interface JsonSchema {
  type?: string | string[];
  [keyword: string]: unknown;
}

/**
 * The JSON Schema of a payload, from the decorators that it is validated by when it is told. Unknown properties are allowed:
 * fields are only ever added, and readers pass over what they do not know.
 * @see https://json-schema.org/draft/2020-12
 */
export function payloadSchema(payload: ClassOf<object>): JsonSchema {
  const rules = getMetadataStorage().getTargetValidationMetadatas(payload, '', true, false);
  const names = [...new Set(rules.map(({ propertyName }) => propertyName))].sort();
  const rulesOf = (name: string) => rules.filter(({ propertyName }) => propertyName === name);
  const isOptional = (name: string) => rulesOf(name).some(({ type }) => type === 'conditionalValidation');
  return {
    type: 'object',
    required: names.filter((name) => !isOptional(name)),
    properties: Object.fromEntries(
      names.map((name) => {
        const schema = fieldSchema(rulesOf(name));
        return [name, isOptional(name) ? orNull(schema) : schema];
      }),
    ),
  };
}

function fieldSchema(rules: readonly ValidationMetadata[]): JsonSchema {
  const ofItems = rules.filter(({ each }) => each);
  const own = Object.assign({}, ...rules.filter(({ each }) => !each).map(schemaOfRule)) as JsonSchema;
  if (ofItems.length === 0) return own;
  return { type: 'array', ...own, items: Object.assign({}, ...ofItems.map(schemaOfRule)) };
}

type SchemaOfRule = (constraints: unknown[]) => JsonSchema;

const schemas: Record<string, SchemaOfRule> = {
  isId: ([prefix]) => ({ type: 'string', pattern: `^${prefix}_[0-9a-f]{32}$` }),
  isString: () => ({ type: 'string' }),
  isBoolean: () => ({ type: 'boolean' }),
  isInt: () => ({ type: 'integer' }),
  isNumber: () => ({ type: 'number' }),
  isNumberString: () => ({ type: 'string', pattern: '^[+-]?[0-9]+(\\.[0-9]+)?$' }),
  isObject: () => ({ type: 'object' }),
  isArray: () => ({ type: 'array' }),
  isIn: ([values]) => enumOf(values as unknown[]),
  isEnum: ([, values]) => enumOf(values as unknown[]),
  min: ([minimum]) => ({ minimum }),
  max: ([maximum]) => ({ maximum }),
  isPositive: () => ({ exclusiveMinimum: 0 }),
  minLength: ([minLength]) => ({ minLength }),
  maxLength: ([maxLength]) => ({ maxLength }),
  isLength: ([minLength, maxLength]) => ({ minLength, ...(maxLength === undefined ? {} : { maxLength }) }),
  isNotEmpty: () => ({ minLength: 1 }),
  matches: ([pattern]) => ({ type: 'string', pattern: (pattern as RegExp).source }),
  arrayMinSize: ([minItems]) => ({ minItems }),
  arrayMaxSize: ([maxItems]) => ({ maxItems }),
  arrayUnique: () => ({ uniqueItems: true }),
  isIso8601: () => ({ type: 'string' }),
  isISO4217CurrencyCode: () => ({ type: 'string', pattern: '^[A-Z]{3}$' }),
  isHash: () => ({ type: 'string', pattern: '^[0-9a-f]+$' }),
};

/** A decorator that is not known here narrows nothing: the schema then allows more than the class does, never less. */
function schemaOfRule({ name, type, constraints }: ValidationMetadata): JsonSchema {
  return schemas[name ?? type]?.(constraints ?? []) ?? {};
}

function enumOf(values: unknown[]): JsonSchema {
  const types = [...new Set(values.map((value) => (value === null ? 'null' : typeof value)))];
  return { ...(types.length === 1 ? { type: types[0]! } : {}), enum: [...values] };
}

function orNull(schema: JsonSchema): JsonSchema {
  const { type, enum: values, ...rest } = schema;
  if (values !== undefined) return { ...rest, enum: [...(values as unknown[]), null] };
  return type === undefined ? schema : { ...rest, type: [type, 'null'].flat() };
}
