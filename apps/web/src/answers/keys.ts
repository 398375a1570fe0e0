/** What of a press of a key a page looks at. */
export interface KeyPress {
  key: string;
  /** The place of the key, whatever the layout has there. */
  code: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  repeat?: boolean;
}

export interface KeyTarget {
  tagName: string;
  /** Of an input. */
  type?: string;
  isEditable: boolean;
  /** In a dialog, or in a list to choose from: its keys are its own. */
  isInDialog: boolean;
}

export type KeyAction =
  | { kind: 'toggle' }
  | { kind: 'skip'; seconds: number }
  | { kind: 'evidence'; step: 1 | -1 }
  | { kind: 'number'; number: number }
  | { kind: 'next' }
  | { kind: 'transcript' };

const skipSeconds = 5;
const written = new Set(['text', 'search', 'email', 'tel', 'url', 'password', 'number', 'date', '']);
/** What a space does to these is theirs. */
const operated = new Set(['BUTTON', 'A', 'SUMMARY', 'INPUT', 'VIDEO', 'AUDIO']);

/**
 * What a key does on pages where answers are heard and judged; null for what is left to the browser. Where somebody writes, keys write.
 * Letters go by their place on the keyboard, so that they are the same with an Arabic layout.
 */
export function actionOf(press: KeyPress, target: KeyTarget): KeyAction | null {
  if (press.altKey || press.ctrlKey || press.metaKey || target.isInDialog || isWritten(target)) return null;
  const digit = /^(?:Digit|Numpad)([1-5])$/.exec(press.code)?.[1];
  if (digit !== undefined) return { kind: 'number', number: Number(digit) };
  if (press.code === 'Space') return operated.has(target.tagName) || press.repeat ? null : { kind: 'toggle' };
  if (press.code === 'KeyK') return press.repeat ? null : { kind: 'toggle' };
  return actions[press.code] ?? null;
}

const actions: Readonly<Record<string, KeyAction>> = {
  KeyJ: { kind: 'skip', seconds: -skipSeconds },
  KeyL: { kind: 'skip', seconds: skipSeconds },
  BracketLeft: { kind: 'evidence', step: -1 },
  BracketRight: { kind: 'evidence', step: 1 },
  KeyN: { kind: 'next' },
  KeyT: { kind: 'transcript' },
};

function isWritten({ tagName, type = '', isEditable }: KeyTarget): boolean {
  if (isEditable || tagName === 'TEXTAREA' || tagName === 'SELECT') return true;
  return tagName === 'INPUT' && written.has(type);
}
