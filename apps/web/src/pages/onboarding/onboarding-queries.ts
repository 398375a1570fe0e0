import { useQuery } from '@tanstack/react-query';
import { ApiProblem } from '../../api/api-problem.js';
import { api, bodyOf } from '../../api/client.js';

/** @param isAsked false where there is no sealed contract, and so nothing to hand in */
export function useMyOnboarding(isAsked = true) {
  return useQuery({
    queryKey: ['onboarding'],
    queryFn: () => bodyOf(api.GET('/v1/me/onboarding')),
    enabled: isAsked,
  });
}

export function useMyPayoutMethods() {
  return useQuery({
    queryKey: ['payout-methods'],
    queryFn: async () => (await bodyOf(api.GET('/v1/me/payout-methods'))).data,
  });
}

/** Fields that the API did not take. */
export function refusedFields(thrown: unknown): string[] {
  if (!(thrown instanceof ApiProblem) || thrown.code !== 'validation_failed') return [];
  return (thrown.problem.errors ?? []).map(({ field }) => field);
}
