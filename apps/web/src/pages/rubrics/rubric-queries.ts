import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client.js';
import type { Schemas } from '../../api/queries.js';
import type { Difference } from './difference-places.js';
import type { PlanDocument } from './plan-document.js';
import { documentToSend } from './plan-edits.js';

export type Plan = Schemas['Plan'];
export type PlanVersionSummary = Schemas['PlanVersionSummary'];
/** A version never changes but by being published. */
export type PlanVersion = Schemas['PlanVersion'];
export type PlanPreview = Schemas['PlanPreview'];

export const usePlans = () =>
  useInfiniteQuery({
    queryKey: ['plans', 'pages'],
    queryFn: ({ pageParam }) =>
      bodyOf(
        api.GET('/v1/plans', { params: { query: { limit: 50, ...(pageParam !== null && { cursor: pageParam }) } } }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

const planQuery = (planId: string) => ({
  queryKey: ['plan', planId],
  queryFn: () => bodyOf(api.GET('/v1/plans/{planId}', { params: { path: { planId } } })),
});

export const usePlan = (planId: string) => useQuery(planQuery(planId));

export const versionQuery = (planVersionId: string) => ({
  queryKey: ['plan-version', planVersionId],
  queryFn: async () => {
    const path = { planVersionId };
    return await bodyOf(api.GET('/v1/plan-versions/{planVersionId}', { params: { path } }));
  },
});

export const useVersion = (planVersionId: string) => useQuery(versionQuery(planVersionId));

/** All there are, with what they ask of somebody. */
export const useTemplates = () =>
  useQuery({
    queryKey: ['plan-templates'],
    queryFn: () => bodyOf(api.GET('/v1/plan-templates')),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The template that a plan began from, by the id that copies keep; disabled where there is none. */
export function useTemplateOf({ id }: PlanDocument) {
  const planTemplateId = useTemplates().data?.data.find(({ documentId }) => documentId === id)?.id;
  return useQuery({
    queryKey: ['plan-template', planTemplateId],
    queryFn: () =>
      bodyOf(api.GET('/v1/plan-templates/{planTemplateId}', { params: { path: { planTemplateId: planTemplateId! } } })),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: planTemplateId !== undefined,
  });
}

export const useDifferences = (planVersionId: string, from: string | null) =>
  useQuery({
    queryKey: ['plan-differences', planVersionId, from],
    queryFn: async () => {
      const params = { path: { planVersionId }, query: { from: from! } };
      const found = await bodyOf(api.GET('/v1/plan-versions/{planVersionId}/differences', { params }));
      return found.differences as unknown as Difference[];
    },
    staleTime: Number.POSITIVE_INFINITY,
    enabled: from !== null,
  });

export async function readAnswers(
  planVersionId: string,
  answers: { questionId: string; text: string }[],
): Promise<PlanPreview> {
  const params = { path: { planVersionId } };
  return await bodyOf(api.POST('/v1/plan-versions/{planVersionId}/preview', { params, body: { answers } }));
}

/** Which rules for publishing a version breaks: the preview says it, whatever the answer. */
export const useBrokenRules = ({ id, document }: PlanVersion, isWanted: boolean) =>
  useQuery({
    queryKey: ['plan-rules', id],
    queryFn: async () => (await readAnswers(id, [{ questionId: document.questions[0]!.id, text: '' }])).brokenRules,
    staleTime: Number.POSITIVE_INFINITY,
    enabled: isWanted,
  });

/** Keeps another version of a plan. @throws ApiProblem `version_conflict` where somebody else has added that number */
export async function addVersion(planId: string, document: PlanDocument, number: number): Promise<PlanVersion> {
  const body = { document: documentToSend(document, number), afterNumber: number - 1 };
  return await bodyOf(api.POST('/v1/plans/{planId}/versions', { params: { path: { planId } }, body }));
}

/** Makes known what was just added, and looks at what others have added meanwhile. */
export function useVersionKnown() {
  const queries = useQueryClient();
  return {
    newestOf: async (planId: string): Promise<PlanVersionSummary | undefined> =>
      (await queries.fetchQuery({ ...planQuery(planId), staleTime: 0 })).versions.at(-1),
    know: (version: PlanVersion) => {
      const { document: _, use: __, ...summary } = version;
      queries.setQueryData(['plan-version', version.id], version);
      queries.setQueryData<Plan>(['plan', version.planId], (plan) => plan && withVersion(plan, summary));
      void queries.invalidateQueries({ queryKey: ['plans'] });
    },
  };
}

function withVersion(plan: Plan, version: PlanVersionSummary): Plan {
  const others = plan.versions.filter(({ id }) => id !== version.id);
  return { ...plan, versions: [...others, version].sort((one, other) => one.number - other.number) };
}

export function usePublish() {
  const { know } = useVersionKnown();
  return useMutation({
    mutationFn: async (planVersionId: string) => {
      const params = { path: { planVersionId } };
      return await bodyOf(api.POST('/v1/plan-versions/{planVersionId}/publish', { params }));
    },
    onSuccess: know,
  });
}
