import { AppError } from '@guildhall/errors';
import { BadRequestException, NotFoundException } from '@nestjs/common';
import { edgeErrorFor } from './edge-error.js';
import { problemResponse } from './problem-reply.js';

const fastifyError = (statusCode: number) => Object.assign(new Error('FST_ERR: canary'), { statusCode });

describe('errors at the edge', () => {
  it('answers every kind of not found alike, whatever its service said', () => {
    const bodies = [
      new AppError('not_found', 'Opening opn_1 is not yours.', { details: { state: 'draft' } }),
      new AppError('not_found', 'There is no application app_2.', { userMessage: 'Gone.', retryAfterSeconds: 5 }),
      new NotFoundException('Cannot GET /nowhere'),
      fastifyError(404),
    ].map((thrown) => JSON.stringify(problemResponse(edgeErrorFor(thrown))));
    expect(new Set(bodies).size).toBe(1);
  });

  it.each([
    [400, 'malformed_request', 400],
    [413, 'body_too_large', 413],
    [414, 'malformed_request', 400],
    [415, 'unsupported_media_type', 415],
    [418, 'malformed_request', 400],
    [500, 'internal', 500],
    [503, 'unavailable', 503],
  ])("says a framework's %i as %s", (status, code, answered) => {
    const error = edgeErrorFor(fastifyError(status));
    expect(error.code).toBe(code);
    expect(problemResponse(error)).toMatchObject({ status: answered });
    expect(problemResponse(error).body).not.toContain('canary');
  });

  it('tells nothing of a defect', () => {
    for (const thrown of [new Error('canary'), 'canary', null, undefined, { message: 'canary' }]) {
      const { status, body } = problemResponse(edgeErrorFor(thrown));
      expect(status).toBe(500);
      expect(body).not.toContain('canary');
    }
  });

  it('keeps what a service said in an expected error', () => {
    const said = new AppError('application_wrong_stage', 'It is withdrawn.', { details: { stage: 'withdrawn' } });
    expect(edgeErrorFor(said)).toBe(said);
    expect(edgeErrorFor(new BadRequestException()).code).toBe('malformed_request');
  });

  it('says when to come back, and how to sign in', () => {
    const wait = problemResponse(new AppError('rate_limited', 'Slower.', { retryAfterSeconds: 1.2 }));
    expect(wait.headers).toMatchObject({ 'retry-after': '2', 'cache-control': 'no-store' });
    const signIn = problemResponse(new AppError('not_signed_in', 'Sign in first.'));
    expect(signIn.headers).toMatchObject({ 'www-authenticate': 'Bearer realm="guildhall"' });
    expect(signIn.headers['content-type']).toMatch(/^application\/problem\+json/);
  });
});
