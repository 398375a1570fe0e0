import { eventTypes } from './event-types.js';
import type { JsonSchema } from './payload-schema.js';

const text = { type: 'string' };

const headers: JsonSchema = {
  type: 'object',
  required: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  properties: {
    'webhook-id': { ...text, description: 'The id of the event; the same for every try.' },
    'webhook-timestamp': { ...text, description: 'Seconds since 1970, new for every try.' },
    'webhook-signature': { ...text, description: 'One `v1,<base64>` for each live secret, separated by spaces.' },
  },
};

/** The envelope of one type, as the feed and webhooks give it. */
export function envelopeSchema(type: string, data: JsonSchema): JsonSchema {
  return {
    type: 'object',
    required: [
      ...['specversion', 'id', 'source', 'type', 'subject', 'time', 'sequence', 'datacontenttype', 'dataschema'],
      ...['correlationid', 'causationid', 'data'],
    ],
    properties: {
      specversion: { const: '1.0' },
      id: { ...text, pattern: '^evt_[0-9a-f]{32}$' },
      source: text,
      type: { const: type },
      subject: text,
      time: { ...text, format: 'date-time' },
      sequence: { type: 'integer', minimum: 1 },
      datacontenttype: { const: 'application/json' },
      dataschema: { const: `urn:guildhall:event:${type}` },
      correlationid: text,
      causationid: { type: ['string', 'null'] },
      data,
    },
  };
}

/**
 * What is told to other systems, as AsyncAPI 3.
 * @param meanings when each type is told, in words
 * @see https://www.asyncapi.com/docs/reference/specification/v3.0.0
 */
export function asyncapiDocument(meanings: ReadonlyMap<string, string>): object {
  const schemaFormat = 'application/schema+json;version=draft-2020-12';
  const messages = Object.fromEntries(
    eventTypes.map(({ type, schema }) => [
      type,
      {
        name: type,
        summary: meanings.get(type) ?? type,
        contentType: 'application/json',
        headers: { schemaFormat, schema: headers },
        payload: { schemaFormat, schema: envelopeSchema(type, schema as JsonSchema) },
      },
    ]),
  );
  const references = Object.keys(messages).map((type) => [type, { $ref: `#/components/messages/${type}` }] as const);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Guildhall',
      version: '1',
      description:
        'Events for other systems, posted to their webhooks (Standard Webhooks) in the form of CloudEvents 1.0.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels: {
      webhook: {
        address: null,
        description: 'The URL of an endpoint that an admin made at POST /v1/webhooks.',
        messages: Object.fromEntries(references),
      },
    },
    operations: {
      sendEvent: {
        action: 'send',
        channel: { $ref: '#/channels/webhook' },
        summary: 'An event is posted to each endpoint whose filter takes its type.',
        messages: references.map(([type]) => ({ $ref: `#/channels/webhook/messages/${type}` })),
        bindings: { http: { method: 'POST', bindingVersion: '0.3.0' } },
      },
    },
    components: { messages },
  };
}
