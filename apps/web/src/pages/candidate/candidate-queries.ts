import { useQuery } from '@tanstack/react-query';
import { hasCode } from '../../api/api-problem.js';
import { api, bodyOf } from '../../api/client.js';
import type { Schemas } from '../../api/queries.js';

export type StaffApplication = Schemas['NamedStaffApplication'];
export type Details = Schemas['NamedScorecardDetails'];

/** What a recruiter has of one applicant. Whatever there is not yet, or not any more, is null. */
export interface CandidateRecord {
  application: StaffApplication;
  interview: Schemas['Interview'] | null;
  transcripts: Schemas['Transcript'][];
  scorecard: Schemas['Scorecard'] | null;
  details: Details | null;
}

export const candidateKey = (applicationId: string) => ['candidate', applicationId];

export function useCandidate(applicationId: string) {
  return useQuery({
    queryKey: candidateKey(applicationId),
    queryFn: () => candidateOf(applicationId),
    // Each look is written down: one is enough.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
}

async function candidateOf(applicationId: string): Promise<CandidateRecord> {
  const params = { path: { applicationId } };
  // Whether it exists for the reader, before anything is noted about them.
  const application = await bodyOf(api.GET('/v1/applications/{applicationId}', { params }));
  const [interview, transcripts, scorecard, details] = await Promise.all([
    orNull(bodyOf(api.GET('/v1/applications/{applicationId}/interview', { params }))),
    orNull(bodyOf(api.GET('/v1/applications/{applicationId}/transcripts', { params }))),
    orNull(bodyOf(api.POST('/v1/applications/{applicationId}/scorecard/readings', { params }))),
    orNull(bodyOf(api.GET('/v1/applications/{applicationId}/scorecard/details', { params }))),
  ]);
  return { application, interview, transcripts: transcripts?.transcripts ?? [], scorecard, details };
}

export function useSignals(applicationId: string) {
  const params = { path: { applicationId } };
  return useQuery({
    queryKey: ['candidate-signals', applicationId],
    queryFn: () => orNull(bodyOf(api.GET('/v1/applications/{applicationId}/signals', { params }))),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (thrown) {
    if (hasCode(thrown, 'not_found')) return null;
    throw thrown;
  }
}
