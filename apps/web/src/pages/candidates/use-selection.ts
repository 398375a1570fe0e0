import { useMemo, useState } from 'react';
import type { Candidate } from '../../api/console-schemas.js';

/** So many columns have room beside each other. */
export const mostCompared = 5;
/** So many are decided on at once. */
const mostSelected = 100;

/** Who is chosen for what is done with several at once; by application, with the name as it was shown. */
export function useSelection() {
  const [names, setNames] = useState<ReadonlyMap<string, string | null>>(new Map());
  return useMemo(
    () => ({
      ids: [...names.keys()],
      has: (applicationId: string) => names.has(applicationId),
      canBeCompared: names.size >= 2 && names.size <= mostCompared,
      nameOf: (applicationId: string) => names.get(applicationId) ?? applicationId,
      clear: () => setNames(new Map()),
      set({ applicationId, name }: Pick<Candidate, 'applicationId' | 'name'>, isSelected: boolean) {
        const others = [...names].filter(([id]) => id !== applicationId);
        if (!isSelected) setNames(new Map(others));
        else if (others.length < mostSelected) setNames(new Map([...others, [applicationId, name]]));
      },
    }),
    [names],
  );
}

export type Selection = ReturnType<typeof useSelection>;
