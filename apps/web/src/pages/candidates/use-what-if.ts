import { useState } from 'react';
import type { WhatIfOrder } from '../../api/console-schemas.js';
import { type TypedWeights, typedWeights } from './weights.js';

/** Weights that are tried out, and the order that they give; it is gone with the page. */
export function useWhatIf(criteria: readonly { id: string; weightBp: number }[]) {
  const [isOpen, setIsOpen] = useState(false);
  const [tried, setTried] = useState<{ order: WhatIfOrder; typed: TypedWeights } | null>(null);
  return {
    order: tried?.order ?? null,
    open: () => setIsOpen(true),
    end: () => setTried(null),
    drawer: {
      beginning: tried?.typed ?? typedWeights(criteria),
      isOpen,
      onClose: () => setIsOpen(false),
      onOrder(order: WhatIfOrder, typed: TypedWeights) {
        setTried({ order, typed });
        setIsOpen(false);
      },
    },
  };
}
