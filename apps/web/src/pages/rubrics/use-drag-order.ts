import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { gapAt, placesTo } from './drag-places.js';

/**
 * A list whose entries are pulled to another place by a handle, with a mouse, a pen or a finger. What is pulled moves once it is let go;
 * Escape leaves it where it was. Buttons and keys do the same for who cannot pull.
 * @param ids of the entries, which are the children of the list, in order
 */
export function useDragOrder(ids: readonly string[], onMove: (id: string, by: number) => void) {
  const list = useRef<HTMLOListElement>(null);
  const [pulled, setPulled] = useState<{ id: string; gap: number } | null>(null);
  const isPulling = pulled !== null;
  useEffect(() => {
    if (!isPulling) return;
    const leave = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') setPulled(null);
    };
    window.addEventListener('keydown', leave);
    return () => window.removeEventListener('keydown', leave);
  }, [isPulling]);

  const entries = () => [...(list.current?.children ?? [])];
  const gapUnder = ({ clientY }: PointerEvent) =>
    gapAt(
      entries().map((entry) => {
        const { top, height } = entry.getBoundingClientRect();
        return top + height / 2;
      }),
      clientY,
    );
  const from = pulled ? ids.indexOf(pulled.id) : -1;

  return {
    list,
    /** Where an entry stands in what is going on: null for those that nothing happens to. */
    markOf: (place: number): 'pulled' | 'before' | 'after' | null => {
      if (pulled === null) return null;
      if (place === from) return 'pulled';
      if (placesTo(pulled.gap, from) === 0) return null;
      if (place === pulled.gap) return 'before';
      return place === ids.length - 1 && pulled.gap === ids.length ? 'after' : null;
    },
    handleOf: (id: string) => ({
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        // No text is selected meanwhile.
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        setPulled({ id, gap: ids.indexOf(id) });
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (pulled?.id !== id) return;
        const gap = gapUnder(event);
        if (gap === pulled.gap) return;
        setPulled({ id, gap });
        entries()[Math.min(gap, ids.length - 1)]?.scrollIntoView({ block: 'nearest' });
      },
      onPointerUp: (event: PointerEvent<HTMLElement>) => {
        if (pulled?.id !== id) return;
        setPulled(null);
        const by = placesTo(gapUnder(event), from);
        if (by !== 0) onMove(id, by);
      },
      onPointerCancel: () => setPulled(null),
    }),
  };
}
