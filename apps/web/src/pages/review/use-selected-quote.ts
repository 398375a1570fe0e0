import { useEffect, useState } from 'react';
import { quoteOf, type SelectedPart } from '../../answers/marked-quote.js';
import type { Schemas } from '../../api/queries.js';

/** A tap on a button clears the selection on some telephones before the button knows of it. */
const forgottenAfterMs = 400;

/** What is selected in the text of an answer, in whole words; null where that is nothing, or reaches over two answers. */
export function useSelectedQuote(): [Schemas['ReviewQuote'] | null, () => void] {
  const [selected, setSelected] = useState<Schemas['ReviewQuote'] | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      const quote = selectedQuote();
      if (quote) setSelected(quote);
      else timer = setTimeout(() => setSelected(null), forgottenAfterMs);
    };
    document.addEventListener('selectionchange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', look);
    };
  }, []);
  const forget = () => {
    document.getSelection()?.removeAllRanges();
    setSelected(null);
  };
  return [selected, forget];
}

function selectedQuote(): Schemas['ReviewQuote'] | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const sentences = [...document.querySelectorAll<HTMLElement>('[data-sentence]')].filter((sentence) =>
    range.intersectsNode(sentence),
  );
  const answers = new Set(sentences.map((sentence) => answerOf(sentence)));
  const [questionId] = answers;
  if (answers.size !== 1 || questionId === undefined) return null;
  const text = quoteOf(sentences.map((sentence) => partIn(sentence, range)));
  return text === null ? null : { questionId, text };
}

const answerOf = (sentence: HTMLElement): string | undefined =>
  sentence.closest<HTMLElement>('[data-answer]')?.dataset['answer'];

function partIn(sentence: HTMLElement, range: Range): SelectedPart {
  const text = sentence.textContent ?? '';
  const placeOf = (node: Node, offset: number) => {
    const before = document.createRange();
    before.selectNodeContents(sentence);
    before.setEnd(node, offset);
    return before.toString().length;
  };
  const from = sentence.contains(range.startContainer) ? placeOf(range.startContainer, range.startOffset) : 0;
  const to = sentence.contains(range.endContainer) ? placeOf(range.endContainer, range.endOffset) : text.length;
  return { text, from, to };
}
