import { createLogger, createMetrics, currentContext, readiness, renderMetrics, runInContext } from './index.js';

function capture() {
  const lines: Record<string, unknown>[] = [];
  return { lines, destination: { write: (line: string) => void lines.push(JSON.parse(line)) } };
}

describe('the logger', () => {
  it('adds the correlation id of the work a line belongs to', () => {
    const { lines, destination } = capture();
    const logger = createLogger({ service: 'sample', destination });
    runInContext({ correlationId: 'req_1', actor: { kind: 'anonymous' } }, () => logger.info('inside'));
    logger.info('outside');
    expect(lines.map((line) => line.correlationId)).toEqual(['req_1', undefined]);
  });

  it('writes no secret and no personal data, also one level down', () => {
    const { lines, destination } = capture();
    createLogger({ service: 'sample', destination }).info({ token: 'canary-1', person: { email: 'canary-2' } }, 'x');
    expect(JSON.stringify(lines)).not.toMatch(/canary/);
  });

  it('tells of an error and its causes what they are, and nothing of what was being written', () => {
    const { lines, destination } = capture();
    const refused = Object.assign(new Error('invalid byte sequence'), { code: '22021', detail: 'canary-1' });
    const query = { query: 'INSERT canary-2', parameters: ['canary-3'], driverError: refused };
    const failed = Object.assign(new Error('invalid byte sequence', { cause: refused }), query);
    const logger = createLogger({ service: 'sample', destination });
    logger.error({ err: failed }, 'A request failed.');
    logger.error(failed);
    expect(lines).toHaveLength(2);
    for (const { err } of lines) {
      expect(err).toMatchObject({
        type: 'Error',
        stack: expect.stringContaining('observability.spec'),
        cause: { code: '22021' },
      });
    }
    expect(JSON.stringify(lines)).not.toMatch(/canary/);
  });

  it('takes whatever was thrown for an error', () => {
    const { lines, destination } = capture();
    const circular = new Error('round');
    circular.cause = circular;
    const logger = createLogger({ service: 'sample', destination });
    for (const err of [circular, 'canary', null, { email: 'canary' }]) logger.error({ err }, 'x');
    expect(lines).toHaveLength(4);
    expect(JSON.stringify(lines)).not.toMatch(/canary/);
  });
});

describe('the context', () => {
  it('is kept across asynchronous steps', async () => {
    const seen = await runInContext({ correlationId: 'req_2', actor: { kind: 'service', id: 'events' } }, async () => {
      await Promise.resolve();
      return currentContext();
    });
    expect(seen).toEqual({ correlationId: 'req_2', actor: { kind: 'service', id: 'events' } });
  });
});

describe('readiness', () => {
  it('names what is down and why', async () => {
    const state = await readiness(
      { good: async () => 1, bad: async () => Promise.reject(new Error('refused')) },
      false,
    );
    expect(state).toEqual({ ready: false, draining: false, checks: { good: 'up', bad: 'refused' } });
  });

  it('is not ready while draining', async () => {
    expect((await readiness({}, true)).ready).toBe(false);
  });
});

describe('metrics of several services in one process', () => {
  it('are joined per name, each with its own label', async () => {
    const services = ['one', 'two'].map((service) => createMetrics(service));
    for (const metrics of services) metrics.counter('things_total', 'Things.', []).inc();
    const { body } = await renderMetrics(services);
    expect(body.match(/# HELP things_total/g)).toHaveLength(1);
    expect(body).toContain('things_total{service="one"} 1\nthings_total{service="two"} 1');
  });
});
