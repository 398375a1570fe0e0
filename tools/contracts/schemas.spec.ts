import { Ajv2020 } from 'ajv/dist/2020.js';
import { asyncapiDocument, envelopeSchema } from '../../apps/events/src/catalogue/asyncapi-document.js';
import { eventTypes } from '../../apps/events/src/catalogue/event-types.js';
import { type GoldenEvent, readGolden } from './golden-payloads.js';

const ajv = new Ajv2020({ strict: false, validateFormats: false });
const golden = readGolden<GoldenEvent>('events');

describe('the JSON Schema of an event', () => {
  it.each(eventTypes.map((one) => [one.type, one]))('%s takes everything that was ever told', (type, { schema }) => {
    const { samples, values = {} } = golden.get(type)!;
    const validate = ajv.compile(schema);
    const last = samples.at(-1)!;
    const variants = Object.entries(values).flatMap(([field, words]) =>
      words.map((word) => ({ ...last, [field]: word })),
    );
    for (const sample of [...samples, ...variants]) {
      expect([type, validate(sample), validate.errors]).toEqual([type, true, null]);
    }
    expect(validate({ ...last, aNewField: 1 })).toBe(true);
  });

  it.each(eventTypes.map((one) => [one.type, one]))('%s refuses what its class refuses', (type, { schema }) => {
    const validate = ajv.compile(schema);
    const last = golden.get(type)!.samples.at(-1)!;
    const { required } = schema as { required: string[] };
    expect(required.length).toBeGreaterThan(0);
    for (const field of required) {
      const { [field]: _left, ...rest } = last;
      expect([field, validate(rest)]).toEqual([field, false]);
      expect([field, validate({ ...last, [field]: { an: 'object' } })]).toEqual([field, false]);
    }
  });
});

describe('the AsyncAPI document', () => {
  interface Document {
    channels: { webhook: { messages: Record<string, object> } };
    operations: { sendEvent: { messages: object[] } };
    components: { messages: Record<string, { payload: { schema: object } }> };
  }
  const document = asyncapiDocument(new Map()) as Document;

  it('has a message for every public type, whose schema is one', () => {
    const types = eventTypes.map(({ type }) => type);
    expect(Object.keys(document.components.messages)).toEqual(types);
    expect(Object.keys(document.channels.webhook.messages)).toEqual(types);
    expect(document.operations.sendEvent.messages).toHaveLength(types.length);
    for (const { payload } of Object.values(document.components.messages)) {
      expect(ajv.validateSchema(payload.schema)).toBe(true);
    }
  });

  it('describes the envelope', () => {
    const validate = ajv.compile(envelopeSchema('a.b', { type: 'object' }));
    expect(validate({ specversion: '1.0' })).toBe(false);
  });
});
