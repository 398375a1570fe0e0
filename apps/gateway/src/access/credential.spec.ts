import type { IncomingHttpHeaders } from 'node:http';
import { hashToken, mintToken } from '@guildhall/auth';
import { credentialOf as credentialOfRequest } from './credential.js';

const session = mintToken('session');
const apiKey = mintToken('apiKey');

const credentialOf = (headers: IncomingHttpHeaders, cookie: string | undefined, method = 'GET') =>
  credentialOfRequest({ method, headers }, cookie);

describe('the credential of a request', () => {
  it('is a session or an API key in the header', () => {
    expect(credentialOf({ authorization: `Bearer ${session}` }, undefined)).toEqual({
      kind: 'session',
      hash: hashToken(session),
    });
    expect(credentialOf({ authorization: `bearer ${apiKey}` }, undefined)).toEqual({
      kind: 'api_key',
      hash: hashToken(apiKey),
    });
  });

  it('is a session in the cookie, and never an API key', () => {
    expect(credentialOf({}, session)).toEqual({ kind: 'session', hash: hashToken(session) });
    expect(credentialOf({}, apiKey)).toBeNull();
  });

  it('is what the header says where both are sent, also where that is nonsense', () => {
    expect(credentialOf({ authorization: `Bearer ${apiKey}` }, session)).toMatchObject({ kind: 'api_key' });
    for (const authorization of ['Basic YTpi', 'Bearer', `Bearer ${mintToken('link')}`, `Bearer ${'x'.repeat(500)}`]) {
      expect(credentialOf({ authorization }, session)).toBeNull();
    }
  });

  it('does not speak from a cookie for what the page of another site sends', () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' };
    expect(credentialOf(headers, session)).toBeNull();
    expect(credentialOf({ ...headers, 'sec-fetch-site': 'same-origin' }, session)).not.toBeNull();
    expect(credentialOf({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, session)).not.toBeNull();
  });

  it('speaks from a cookie for what changes something only where our own page sends it, or no browser does', () => {
    const sentBy = (site: string | undefined, method: string) =>
      credentialOf(site === undefined ? {} : { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' }, session, method);
    for (const method of ['POST', 'PATCH', 'PUT', 'DELETE']) {
      for (const site of ['same-origin', 'none', undefined]) expect(sentBy(site, method)).not.toBeNull();
      for (const site of ['same-site', 'cross-site', 'nonsense']) expect(sentBy(site, method)).toBeNull();
    }
    for (const method of ['GET', 'HEAD', 'OPTIONS']) expect(sentBy('same-site', method)).not.toBeNull();
  });
});
