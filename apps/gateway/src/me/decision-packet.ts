import type { Interview, OwnCriterion, OwnQuote } from '@guildhall/messages/interviews';
import { type PdfBlock, renderPdf } from '@guildhall/pdf';
import { filled, type PacketLanguage, packetLocales, packetWords } from './decision-packet.words.js';
import type { ApplicationResult } from './my-applications.dto.js';

type Questions = Pick<Interview['questions'][number], 'id' | 'text'>[];

/** What was applied for, and what was asked. */
export interface PacketOpening {
  /** Null leaves it out. */
  title: string | null;
  /** Of the interview, in their order. */
  questions: Questions;
}

/**
 * How somebody's application was decided, as a file to keep. Written from the record alone: no model has a part in a word of it, and
 * it says nothing of others.
 * @throws TextNotDrawable for a character that no font has
 * @see Regulation (EU) 2016/679, art. 15(1)(h), and CJEU C-203/22: the procedure and the data that were used
 */
export async function decisionPacket(
  result: ApplicationResult,
  opening: PacketOpening,
  language: PacketLanguage,
): Promise<Buffer> {
  const words = packetWords[language];
  return await renderPdf({
    title: words.title,
    language,
    createdAt: new Date(result.decision.decidedAt),
    footer: result.applicationId,
    blocks: packetBlocks(result, opening, language),
  });
}

export function packetBlocks(
  result: ApplicationResult,
  { title, questions }: PacketOpening,
  language: PacketLanguage,
): PdfBlock[] {
  const words = packetWords[language];
  const { basis, engine, madeBy, comparedAt, planVersionId, criteria, applicationId } = result;
  const lines: (string | null)[] = [
    basis === 'compared' && engine === 'baseline' ? words.basis.baseline : words.basis[basis],
    madeBy && comparedAt && filled(words.madeBy, { engine: madeBy, date: dateText(comparedAt, language) }),
    filled(words.plan, { id: planVersionId }),
  ];
  return [
    { kind: 'heading', level: 1, text: words.title },
    ...(title === null ? [] : [paragraph(filled(words.opening, { title }))]),
    paragraph(filled(words.application, { id: applicationId })),
    ...decisionBlocks(result.decision, language),
    { kind: 'heading', level: 2, text: words.before },
    ...lines.filter((line) => line !== null).map(paragraph),
    ...criteria.flatMap((criterion) => criterionBlocks(criterion, questions, language)),
    { kind: 'heading', level: 2, text: words.questions },
    ...questions.map(({ text }, at) => paragraph(`${at + 1}. ${text}`)),
    paragraph(words.asking),
  ];
}

function decisionBlocks(decision: ApplicationResult['decision'], language: PacketLanguage): PdfBlock[] {
  const words = packetWords[language];
  const { kind, decidedBy, decidedAt, reasonCode } = decision;
  const date = dateText(decidedAt, language);
  const reason = words.reasons[reasonCode];
  return [
    { kind: 'heading', level: 2, text: words.decision[kind] },
    paragraph(decidedBy === null ? filled(words.byAPerson, { date }) : filled(words.by, { name: decidedBy, date })),
    ...(reason === undefined ? [] : [paragraph(filled(words.reason, { reason }))]),
  ];
}

function criterionBlocks(criterion: OwnCriterion, questions: Questions, language: PacketLanguage): PdfBlock[] {
  const words = packetWords[language];
  const { title, level, word, anchor, quotes, raising } = criterion;
  const reached = level === null ? word && words.word[word] : filled(words.level, { level });
  return [
    { kind: 'heading', level: 2, text: title },
    paragraph(reached ?? words.noLevel),
    // In paragraphs of their own, since the plan's language may read the other way.
    ...(anchor === null ? [] : [paragraph(anchor)]),
    { kind: 'heading', level: 3, text: words.quotes },
    ...(quotes.length === 0
      ? [paragraph(words.noQuotes)]
      : quotes.flatMap((quote) => quoteBlocks(quote, questions, language))),
    ...raisingBlocks(raising, language),
  ];
}

function quoteBlocks(said: OwnQuote, questions: Questions, language: PacketLanguage): PdfBlock[] {
  const words = packetWords[language];
  const { point, supports, quote, question, startSeconds, endSeconds } = said;
  const number = questions.findIndex(({ id }) => id === question) + 1;
  const where =
    startSeconds === null || endSeconds === null
      ? filled(words.inWriting, { number })
      : filled(words.heardAt, { number, from: clock(startSeconds), to: clock(endSeconds) });
  return [
    paragraph(`“${quote}”`),
    paragraph(where),
    paragraph(filled(supports ? words.supports : words.against, { point })),
  ];
}

function raisingBlocks(raising: OwnCriterion['raising'], language: PacketLanguage): PdfBlock[] {
  if (raising === null) return [];
  const words = packetWords[language];
  return [
    { kind: 'heading', level: 3, text: words.raising },
    paragraph(words.oneHigher),
    paragraph(raising.anchor),
    ...raising.missing.map((point) => paragraph(filled(words.missing, { point }))),
    ...raising.against.map((point) => paragraph(filled(words.heldDown, { point }))),
  ];
}

function paragraph(text: string): PdfBlock {
  return { kind: 'paragraph', text };
}

/** Of a moment that is the same for everybody who reads the file, so with its zone. */
function dateText(moment: string, language: PacketLanguage): string {
  const format = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return `${new Intl.DateTimeFormat(packetLocales[language], format).format(new Date(moment))} (UTC)`;
}

/** Minutes and seconds of a recording. */
function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
