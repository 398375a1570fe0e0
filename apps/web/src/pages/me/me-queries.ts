import { useQuery } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client.js';

const most = { params: { query: { limit: 100 } } };
export function useMyApplications() {
  return useQuery({
    queryKey: ['applications'],
    queryFn: async () => (await bodyOf(api.GET('/v1/me/applications', most))).data,
  });
}

export function useMyInterviews() {
  return useQuery({
    queryKey: ['interviews'],
    queryFn: async () => (await bodyOf(api.GET('/v1/me/interviews', most))).data,
  });
}

export function useMyContracts() {
  return useQuery({
    queryKey: ['contracts'],
    queryFn: async () => (await bodyOf(api.GET('/v1/me/contracts', most))).data,
  });
}

export function useMyApplication(applicationId: string) {
  return useQuery({
    queryKey: ['application', applicationId],
    queryFn: () => bodyOf(api.GET('/v1/me/applications/{applicationId}', { params: { path: { applicationId } } })),
  });
}

export function useMyDeletions() {
  return useQuery({
    queryKey: ['deletions'],
    queryFn: async () => (await bodyOf(api.GET('/v1/me/deletions', most))).data,
  });
}

export function useMySignIns() {
  return useQuery({
    queryKey: ['sign-ins'],
    queryFn: async () => (await bodyOf(api.GET('/v1/me/sign-ins'))).data,
  });
}
