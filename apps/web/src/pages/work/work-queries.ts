import { useQuery } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client.js';

/** What waits for the caller, by due time. */
export function useWork() {
  return useQuery({ queryKey: ['work'], queryFn: () => bodyOf(api.GET('/v1/me/work')) });
}
