import { useQuery } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client.js';

export function useResult(applicationId: string) {
  return useQuery({
    queryKey: ['result', applicationId],
    queryFn: () =>
      bodyOf(api.GET('/v1/me/applications/{applicationId}/result', { params: { path: { applicationId } } })),
  });
}
