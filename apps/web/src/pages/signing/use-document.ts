import { useQuery } from '@tanstack/react-query';
import { mayPass } from '../../api/queries.js';
import type { SigningDocument } from './signing-step.js';
import { signingKey, type Visit } from './visit.js';

/** Thrown where another file arrived than the one that the signature will be of. */
export class WrongFile extends Error {
  override readonly name = 'WrongFile';
}

const asked = { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY };

export function useDocumentText({ secret, calls }: Visit, { id }: SigningDocument) {
  return useQuery({
    queryKey: [...signingKey(secret), 'text', id],
    queryFn: () => calls.text(id),
    ...asked,
  });
}

/** Asking for the file is what the evidence calls opening it. @returns an address inside this page, to be downloaded from */
export function useDocumentFile({ secret, calls }: Visit, { id, originalSha256 }: SigningDocument) {
  return useQuery({
    queryKey: [...signingKey(secret), 'file', id],
    queryFn: async () => {
      const file = await calls.file(id);
      if ((await sha256Of(file)) !== originalSha256) throw new WrongFile(`Another file arrived for ${id}.`);
      return URL.createObjectURL(file);
    },
    retry: (failures, thrown) => failures < 2 && !(thrown instanceof WrongFile) && mayPass(thrown),
    ...asked,
  });
}

async function sha256Of(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
