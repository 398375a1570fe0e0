import { actionOf, type KeyTarget } from './keys.js';

const nowhere: KeyTarget = { tagName: 'BODY', isEditable: false, isInDialog: false };
const press = (code: string, held: Partial<Parameters<typeof actionOf>[0]> = {}) => ({
  ...{ key: code, code, altKey: false, ctrlKey: false, metaKey: false },
  ...held,
});

describe('a key', () => {
  it.each([
    ['Space', { kind: 'toggle' }],
    ['KeyK', { kind: 'toggle' }],
    ['KeyJ', { kind: 'skip', seconds: -5 }],
    ['KeyL', { kind: 'skip', seconds: 5 }],
    ['BracketLeft', { kind: 'evidence', step: -1 }],
    ['BracketRight', { kind: 'evidence', step: 1 }],
    ['Digit4', { kind: 'number', number: 4 }],
    ['Numpad1', { kind: 'number', number: 1 }],
    ['KeyN', { kind: 'next' }],
    ['KeyT', { kind: 'transcript' }],
    ['Digit6', null],
    ['KeyX', null],
  ])('%s does what it says', (code, action) => {
    expect(actionOf(press(code), nowhere)).toEqual(action);
  });

  it.each([
    ['a text field', { ...nowhere, tagName: 'INPUT', type: 'text' }],
    ['a note', { ...nowhere, tagName: 'TEXTAREA' }],
    ['a list', { ...nowhere, tagName: 'SELECT' }],
    ['what can be edited', { ...nowhere, isEditable: true }],
    ['a dialog', { ...nowhere, isInDialog: true }],
  ])('writes in %s', (_, target) => {
    for (const code of ['Space', 'KeyK', 'Digit3', 'KeyN']) expect(actionOf(press(code), target)).toBeNull();
  });

  it('with another one held is the browser’s', () => {
    for (const held of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }]) {
      expect(actionOf(press('KeyL', held), nowhere)).toBeNull();
    }
  });

  it('that is the space presses the button that has the focus, and a card keeps its numbers', () => {
    expect(actionOf(press('Space'), { ...nowhere, tagName: 'BUTTON' })).toBeNull();
    const radio = { ...nowhere, tagName: 'INPUT', type: 'radio' };
    expect(actionOf(press('Digit2'), radio)).toEqual({ kind: 'number', number: 2 });
  });

  it('that is held down starts and stops nothing again and again', () => {
    expect(actionOf(press('KeyK', { repeat: true }), nowhere)).toBeNull();
  });
});
