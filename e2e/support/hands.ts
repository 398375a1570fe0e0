import type { Locator, Page } from 'playwright-core';

/** How somebody does what a page asks for. */
export interface Hands {
  press(target: Locator): Promise<void>;
  write(target: Locator, text: string): Promise<void>;
  /** In a list of choices, by its value. */
  choose(target: Locator, value: string): Promise<void>;
}

/** A mouse, or a finger. */
export const pointer: Hands = {
  press: (target) => target.click(),
  write: (target, text) => target.fill(text),
  async choose(target, value) {
    await target.selectOption(value);
  },
};

/** More stops than any page of an applicant has. */
const mostStops = 120;
const mostChoices = 300;

/** Nothing but the keys: Tab to get there, Enter or Space to press, arrows to choose. */
export function keyboardOn(page: Page): Hands {
  return {
    async press(target) {
      await reach(page, target);
      const isTicked = ['checkbox', 'radio'].includes((await target.getAttribute('type')) ?? '');
      await page.keyboard.press(isTicked ? 'Space' : 'Enter');
    },
    async write(target, text) {
      await reach(page, target);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.insertText(text);
    },
    async choose(target, value) {
      await reach(page, target);
      await page.keyboard.press('Home');
      for (let choice = 0; choice < mostChoices; choice += 1) {
        if ((await target.inputValue()) === value) return;
        await page.keyboard.press('ArrowDown');
      }
      throw new Error(`"${value}" cannot be chosen by keyboard.`);
    },
  };
}

async function reach(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < mostStops; stop += 1) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} cannot be reached by keyboard.`);
}

/** What somebody with a keyboard alone cannot get to on a page, or cannot see that they have got to. */
export async function keyboardFaults(page: Page): Promise<string[]> {
  await page.evaluate(markStops);
  for (let stop = 0; stop < mostStops; stop += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(visitStop)) break;
  }
  return await page.evaluate(unvisitedStops);
}

// What follows runs in the page, without anything around it.

/** Everything that a mouse can use, where it is shown and not switched off. */
const markStops = `(() => {
  const usable = 'a[href], button, input, select, textarea, video[controls], summary, [tabindex="0"]';
  window.stops = new Map();
  window.lastStop = null;
  for (const element of document.querySelectorAll(usable)) {
    const isShown = element.checkVisibility({ opacityProperty: false, visibilityProperty: true });
    const isBehindDialog = document.querySelector('[aria-modal=true]') && !element.closest('[aria-modal=true]');
    if (isShown && !element.disabled && !isBehindDialog && element.tabIndex >= 0) window.stops.set(element, 'not reached');
  }
})()`;

/** True once the focus has come round to where it has been before. */
const visitStop = `(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return [...window.stops.values()].every((state) => state !== 'not reached');
  if (!window.stops.has(element)) return false;
  // A player has stops of its own, which all are the player from outside.
  if (element === window.lastStop) return false;
  window.lastStop = element;
  if (window.stops.get(element) !== 'not reached') return true;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  const isSeen = (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  const isInput = element.matches('input, select, textarea');
  window.stops.set(element, isSeen || isInput ? 'reached' : 'focus not seen');
  // One of a group of choices is a stop; arrows lead to the others.
  if (element.type === 'radio') {
    for (const other of window.stops.keys()) if (other.name === element.name) window.stops.set(other, 'reached');
  }
  return false;
})()`;

/** What the page has replaced meanwhile is another element now. */
const unvisitedStops = `[...window.stops].filter(([element, state]) => state !== 'reached' && element.isConnected)
  .map(([element, state]) => state + ': ' + element.outerHTML.slice(0, 160))`;
