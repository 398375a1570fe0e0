import { api, bodyOf } from '../../api/client.js';
import type { Schemas } from '../../api/queries.js';

/** What may be asked with the secret of a visit. */
export function signingCalls(secret: string) {
  const header = { 'X-Signing-Session': secret };
  const ofDocument = (documentId: string) => ({ params: { header, path: { documentId } } });
  const file = { parseAs: 'blob' } as const;
  return {
    get: () => bodyOf(api.GET('/v1/signing', { params: { header } })),
    testFile: async () =>
      (await bodyOf<unknown>(api.GET('/v1/signing/access-test', { params: { header }, ...file }))) as Blob,
    consent: (body: Schemas['SigningConsentBody']) =>
      bodyOf(api.POST('/v1/signing/consent', { params: { header }, body })),
    sendCode: async () => void (await api.POST('/v1/signing/code', { params: { header } })),
    authenticate: (code: string) =>
      bodyOf(api.POST('/v1/signing/authenticate', { params: { header }, body: { code } })),
    text: (documentId: string) => bodyOf(api.GET('/v1/signing/documents/{documentId}/text', ofDocument(documentId))),
    file: async (documentId: string) =>
      (await bodyOf<unknown>(
        api.GET('/v1/signing/documents/{documentId}/pdf', { ...ofDocument(documentId), ...file }),
      )) as Blob,
    sign: (documentId: string, typedName: string) =>
      bodyOf(api.POST('/v1/signing/documents/{documentId}/sign', { ...ofDocument(documentId), body: { typedName } })),
    decline: (reasonCode: Schemas['DeclineSigningBody']['reasonCode']) =>
      bodyOf(api.POST('/v1/signing/decline', { params: { header }, body: { reasonCode } })),
  };
}

export type SigningCalls = ReturnType<typeof signingCalls>;
