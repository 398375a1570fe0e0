import { type KeyboardEvent, useState } from 'react';

const storageKey = 'guildhall-letter-keys';

/** Keys that are letters can be switched off: whoever speaks to their computer would press them without wanting to. */
export function useLetterKeys() {
  const [areOn, setAreOn] = useState(() => localStorage.getItem(storageKey) !== 'off');
  return {
    areOn,
    switchTo(isOn: boolean) {
      localStorage.setItem(storageKey, isOn ? 'on' : 'off');
      setAreOn(isOn);
    },
  };
}

interface RowActions {
  areLettersOn: boolean;
  onToggle: (row: string) => void;
  onCompare: () => void;
  onHelp: () => void;
}

/** ↑ and ↓ go from row to row, X selects, C compares, ? explains. Enter is the link's own. */
export function useRowKeys({ areLettersOn, onToggle, onCompare, onHelp }: RowActions) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || isWrittenIn(target)) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      focusRow(event.currentTarget, target, event.key === 'ArrowDown' ? 1 : -1);
      return;
    }
    if (!areLettersOn) return;
    const row = target.closest<HTMLElement>('[data-row]')?.dataset['row'];
    if (isKey(event, 'x') && row) onToggle(row);
    else if (isKey(event, 'c')) onCompare();
    else if (event.key === '?' || event.key === '؟') onHelp();
  };
}

/** On keyboards of other scripts a key is known by its place. */
const isKey = ({ key, code }: KeyboardEvent, letter: string): boolean =>
  key.toLowerCase() === letter || code === `Key${letter.toUpperCase()}`;

const isWrittenIn = (element: HTMLElement): boolean =>
  element.matches('textarea, select, input:not([type=checkbox]):not([type=radio])');

function focusRow(list: HTMLElement, from: HTMLElement, step: 1 | -1): void {
  const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.findIndex((row) => row.contains(from));
  const next = rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))];
  next?.querySelector('a')?.focus();
}
