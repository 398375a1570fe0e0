/**
 * The part of the Compose specification that our file uses, stricter than the original: a key that is not here fails, be it
 * misspelt or new. Whoever needs a new key adds it from https://github.com/compose-spec/compose-spec.
 */
const text = { type: 'string', minLength: 1 };
const duration = { type: 'string', pattern: '^\\d+(ms|s|m|h)$' };
const command = { type: 'array', items: text, minItems: 1 };
const name = '^[a-z][a-z0-9-]*$';

const strictly = (properties: Record<string, object>, required: string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const named = (schema: object) => ({
  type: 'object',
  patternProperties: { [name]: schema },
  additionalProperties: false,
});

const healthcheck = strictly(
  {
    test: { type: 'array', items: text, minItems: 2, contains: { enum: ['CMD', 'CMD-SHELL'] } },
    interval: duration,
    timeout: duration,
    start_period: duration,
    retries: { type: 'integer', minimum: 1 },
  },
  ['test', 'interval', 'timeout', 'retries'],
);

const service = strictly(
  {
    image: { type: 'string', pattern: '^[a-z0-9./-]+(:[A-Za-z0-9._-]+)?$' },
    build: strictly({ context: text, dockerfile: text }, ['context']),
    command,
    entrypoint: command,
    init: { type: 'boolean' },
    restart: { enum: ['no', 'always', 'on-failure', 'unless-stopped'] },
    stop_grace_period: duration,
    healthcheck,
    depends_on: named(
      strictly({ condition: { enum: ['service_started', 'service_healthy', 'service_completed_successfully'] } }, [
        'condition',
      ]),
    ),
    environment: {
      type: 'object',
      patternProperties: { '^[A-Z][A-Z0-9_]*$': { type: 'string' } },
      additionalProperties: false,
    },
    ports: { type: 'array', items: { type: 'string', pattern: '^(127\\.0\\.0\\.1:)?\\d+:\\d+$' } },
    volumes: { type: 'array', items: { type: 'string', pattern: '^[a-z][a-z0-9-]*:/[a-z0-9/-]+(:ro)?$' } },
    configs: { type: 'array', items: strictly({ source: text, target: text }, ['source', 'target']) },
  },
  ['image', 'restart'],
);

export const composeSchema = {
  type: 'object',
  properties: {
    name: { type: 'string', pattern: name },
    services: named(service),
    volumes: named({ type: 'null' }),
    configs: named(strictly({ content: text }, ['content'])),
  },
  patternProperties: { '^x-': {} },
  required: ['name', 'services'],
  additionalProperties: false,
};
