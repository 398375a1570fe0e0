import { assertPayload, assertSigned, type SignedRequest } from './signed-request.js';

/** The example "GET Object" of Amazon's documentation, with the signature that it gives. */
const credentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const now = new Date('2013-05-24T00:00:00Z');
const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const example: SignedRequest = {
  method: 'GET',
  target: '/test.txt',
  headers: {
    host: 'examplebucket.s3.amazonaws.com',
    range: 'bytes=0-9',
    'x-amz-content-sha256': emptySha256,
    'x-amz-date': '20130524T000000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  },
};

describe('a signature of version 4', () => {
  const refusalOf = (change: Partial<SignedRequest>, more: Record<string, string> = {}, at = now) => {
    try {
      assertSigned({ ...example, ...change, headers: { ...example.headers, ...more } }, credentials, at);
      return null;
    } catch (thrown) {
      return (thrown as { code: string }).code;
    }
  };

  it("is the one of Amazon's own example", () => {
    expect(refusalOf({})).toBeNull();
  });

  it('fits no other method, path, query, header or secret', () => {
    const noMatch = 'SignatureDoesNotMatch';
    expect(refusalOf({ method: 'DELETE' })).toBe(noMatch);
    expect(refusalOf({ target: '/other.txt' })).toBe(noMatch);
    expect(refusalOf({ target: '/test.txt?uploads=' })).toBe(noMatch);
    expect(refusalOf({}, { range: 'bytes=0-99' })).toBe(noMatch);
    expect(refusalOf({}, { host: 'elsewhere' })).toBe(noMatch);
    expect(refusalOf({}, { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' })).toBe(noMatch);
    const wrong = { ...credentials, secretAccessKey: 'wrong' };
    expect(() => assertSigned(example, wrong, now)).toThrow(noMatch);
  });

  it('is refused where it is missing, late, or leaves a header of Amazon out', () => {
    expect(refusalOf({}, { authorization: '' })).toBe('AccessDenied');
    expect(refusalOf({}, { 'x-amz-acl': 'public-read' })).toBe('AccessDenied');
    expect(refusalOf({}, {}, new Date('2013-05-24T00:15:01Z'))).toBe('RequestTimeTooSkewed');
    expect(refusalOf({}, { 'x-amz-date': '20130524' })).toBe('RequestTimeTooSkewed');
  });

  it('covers the body by its hash', () => {
    expect(() => assertPayload(example.headers, Buffer.from('x'))).toThrow('XAmzContentSHA256Mismatch');
    expect(() => assertPayload(example.headers, Buffer.alloc(0))).not.toThrow();
  });
});
