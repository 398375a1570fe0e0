import type { PlanDocument } from './plan-document.js';

/** Which part of the page a piece of a plan is changed in, as the address of the page names it. */
export function placeOfPath(document: PlanDocument, path: string): Record<string, string> {
  const [list, id] = path.split('.');
  if (list === 'criteria') return { step: 'criteria', ...(id !== undefined && { criterion: id }) };
  const point = list === 'indicators' ? document.indicators.find((each) => each.id === id) : undefined;
  return point ? { step: 'criteria', criterion: point.criterion } : { step: 'questions' };
}

/** The field that something is changed in: the one of its name, or the first of those for what it consists of. */
export function fieldAt(path: string): HTMLElement | null {
  const named = [...document.querySelectorAll<HTMLInputElement>('main [name]')];
  const at = (fits: (name: string) => boolean) => named.find(({ name }) => fits(name));
  return (
    at((name) => name === path) ??
    at((name) => name.startsWith(`${path}.`)) ??
    at((name) => path.startsWith(`${name}.`)) ??
    null
  );
}
