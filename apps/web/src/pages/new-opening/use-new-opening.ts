import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, bodyOf } from '../../api/client.js';
import type { Schemas } from '../../api/queries.js';

/** The newest; of each the last published version can be used. */
export function usePlans() {
  return useQuery({
    queryKey: ['plans'],
    queryFn: async () => (await bodyOf(api.GET('/v1/plans', { params: { query: { limit: 100 } } }))).data,
  });
}

/** What an opening is to be made with: a version that is published, or a template that becomes one. */
export type PlanChoice = { kind: 'version'; id: string } | { kind: 'template'; id: string; name: string };

interface NewOpening {
  plan: PlanChoice;
  input: Omit<Schemas['CreateOpeningInput'], 'planVersionId'>;
}

/** Makes a draft. A template was published once at most, however often the rest is tried again. */
export function useNewOpening(onMade: (opening: Schemas['StaffOpening']) => void) {
  const published = useRef(new Map<string, string>());
  return useMutation({
    mutationFn: async ({ plan, input }: NewOpening) => {
      const planVersionId = plan.kind === 'version' ? plan.id : await versionOf(plan);
      return await bodyOf(api.POST('/v1/openings', { body: { ...input, planVersionId } }));
    },
    // What an answer that was lost has made would be made twice.
    retry: false,
    onSuccess: onMade,
  });

  async function versionOf(template: { id: string; name: string }): Promise<string> {
    const known = published.current.get(template.id);
    if (known !== undefined) return known;
    const path = { planTemplateId: template.id };
    const { document } = await bodyOf(api.GET('/v1/plan-templates/{planTemplateId}', { params: { path } }));
    const { id: planId } = await bodyOf(api.POST('/v1/plans', { body: { name: template.name } }));
    const draft = await bodyOf(
      api.POST('/v1/plans/{planId}/versions', { params: { path: { planId } }, body: { document } }),
    );
    const planVersionId = draft.id;
    await api.POST('/v1/plan-versions/{planVersionId}/publish', { params: { path: { planVersionId } } });
    published.current.set(template.id, planVersionId);
    return planVersionId;
  }
}
