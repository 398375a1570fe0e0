import { rateLimitKey, sourceOf } from './rate-limit-key.js';

describe('the source of a request', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s counts as %s', (address, source) => {
    expect(sourceOf(address)).toBe(source);
  });
});

describe('the key of a limit', () => {
  it('is the actor of whoever is signed in, from anywhere', () => {
    const actor = { kind: 'applicant', id: 'per_1' } as const;
    expect(rateLimitKey('write', actor, '203.0.113.7')).toBe('rate:{write:applicant:per_1}:arrival');
    expect(rateLimitKey('write', actor, '203.0.113.8')).toBe(rateLimitKey('write', actor, '203.0.113.7'));
  });

  it('is the source of everybody else', () => {
    expect(rateLimitKey('apply', undefined, '203.0.113.7')).toBe('rate:{apply:source:203.0.113.7}:arrival');
    expect(rateLimitKey('apply', { kind: 'anonymous' }, '203.0.113.7')).toBe(
      rateLimitKey('apply', undefined, '203.0.113.7'),
    );
  });

  it('differs by class', () => {
    expect(rateLimitKey('read', undefined, '203.0.113.7')).not.toBe(rateLimitKey('write', undefined, '203.0.113.7'));
  });
});
