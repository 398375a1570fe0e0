import type { KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';

interface EntryKeys {
  move?: (by: -1 | 1) => void;
  add: () => void;
}

/** Alt+↑ and Alt+↓ move the entry that the focus is in, Ctrl+Enter adds another. The focus stays where it was. */
export function onEntryKeys({ move, add }: EntryKeys) {
  return (event: KeyboardEvent<HTMLElement>): void => {
    const isArrow = event.key === 'ArrowUp' || event.key === 'ArrowDown';
    // A choice opens by these keys.
    if (move && event.altKey && isArrow && !(event.target instanceof HTMLSelectElement)) {
      take(event);
      const focused = event.target as HTMLElement;
      flushSync(() => move(event.key === 'ArrowUp' ? -1 : 1));
      focused.focus();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      take(event);
      add();
    }
  };
}

function take(event: KeyboardEvent<HTMLElement>): void {
  event.preventDefault();
  event.stopPropagation();
}
