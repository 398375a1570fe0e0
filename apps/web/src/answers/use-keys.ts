import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { actionOf, type KeyAction, type KeyTarget } from './keys.js';

/** Keys that are single letters can be switched off: who speaks to their computer, or hits keys by accident, needs that. */
export function useKeysChoice() {
  return useLocalStorage<'on' | 'off'>({
    key: 'guildhall-keys',
    defaultValue: 'on',
    getInitialValueInEffect: false,
  });
}

/** @param act what a key does here; a key that it says `false` to is left to the browser */
export function useKeys(isOn: boolean, act: (action: KeyAction) => boolean): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const action = actionOf(event, targetOf(event.target));
      if (action && latest.current(action)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOn]);
}

function targetOf(target: EventTarget | null): KeyTarget {
  if (!(target instanceof HTMLElement)) return { tagName: '', isEditable: false, isInDialog: false };
  return {
    tagName: target.tagName,
    ...(target instanceof HTMLInputElement && { type: target.type }),
    isEditable: target.isContentEditable,
    isInDialog: target.closest('[role=dialog], [role=listbox]') !== null,
  };
}
