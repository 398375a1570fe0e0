import { useMutation, useQueryClient } from '@tanstack/react-query';
import { hasCode } from '../../api/api-problem.js';
import type { SigningCalls } from './signing-calls.js';
import type { Signing } from './signing-step.js';

/** A signer at work: how far they are, and what they may ask with the secret of their visit. */
export interface Visit {
  secret: string;
  calls: SigningCalls;
  signing: Signing;
}

export interface StepProps {
  visit: Visit;
  onDecline: () => void;
}

/** How far it is; what is below it, texts and files, never changes. */
export const signingKey = (secret: string) => ['signing', secret] as const;

/**
 * What a signer does. The page follows the answer; where it and the API differ on how far the signing is, it looks again and goes
 * there.
 */
export function useSigningAct<V = void>({ secret }: Visit, act: (input: V) => Promise<Signing>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (signing) => {
      queries.setQueryData(signingKey(secret), signing);
      await queries.invalidateQueries({ queryKey: ['contracts'] });
    },
    onError: async (error) => {
      const differs = hasCode(error, 'signing_wrong_state', 'signing_session_required', 'consent_text_outdated');
      if (differs) await queries.invalidateQueries({ queryKey: signingKey(secret), exact: true });
    },
  });
}
