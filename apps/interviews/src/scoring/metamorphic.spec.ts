import { generator, mapWords, segment, synonyms, verbs, wordsOf } from '../../test/answer-changes.js';
import {
  answerOf,
  attackStrings,
  examplePlan,
  recognisedSegments,
  type SampleId,
  sampleAnswer,
  sampleIds,
} from '../../test/sample-answers.js';
import type { PlanDocument } from '../plan/plan-document.js';
import { scoreWithBaseline } from './baseline-scoring.js';
import type { ScorecardDraft } from './scorecard.js';
import { type AnswerSegment, type AnswerText, answerText, writtenSegments } from './transcript.js';

/**
 * What may happen to a score when an answer is changed in a way that shows nothing more. S is the strict total of the
 * offline baseline in basis points; a result that is held out has none, and must stay held out.
 */
const plan = examplePlan();

/** Every sample, as written and as the recogniser heard it. */
const answers = sampleIds.flatMap((id) => [
  { name: `${id}, as written`, id, segments: writtenSegments(sampleAnswer(id).text) },
  { name: `${id}, as recognised`, id, segments: recognisedSegments(id) },
]);

function score(segments: readonly AnswerSegment[], usedPlan: PlanDocument = plan): ScorecardDraft {
  return scoreWithBaseline({ plan: usedPlan, answers: [{ ...answerOf(segments), speechSeconds: 900 }] });
}

/** Held out counts as nothing: whoever is ranked after being held out has risen. */
function total(segments: readonly AnswerSegment[]): number {
  return score(segments).figures?.totalBp ?? 0;
}

const levelsOf = (draft: ScorecardDraft) => draft.criteria.map(({ level }) => level);

describe.each(answers)('The score of $name', ({ id, segments }) => {
  const before = total(segments);

  it('is the same bytes each time', () => {
    expect(JSON.stringify(score(segments))).toBe(JSON.stringify(score(segments)));
  });

  it('is the same for other names, gendered words and places', () => {
    const person = (name: string, pronoun: string, kin: string, place: string) =>
      total([
        segment(`My ${kin} ${name} from ${place} told me about it and ${pronoun} helped me`),
        ...mapWords(segments, (word) => (word === 'brother' ? [kin] : [word])),
      ]);
    const first = person('Anna', 'she', 'sister', 'Oslo');
    expect(person('Mohammed', 'he', 'brother', 'Lagos')).toBe(first);
    expect(person('Wei', 'they', 'cousin', 'Lima')).toBe(first);
    expect(first).toBe(before);
  });

  it('does not rise by two hundred hesitations between its segments', () => {
    const filler = segment(
      Array.from({ length: 200 }, (_, at) => ['um', 'uh', 'you know', 'well', 'so', 'like'][at % 6]).join(' '),
    );
    expect(total(segments.flatMap((own) => [own, filler]))).toBeLessThanOrEqual(before);
  });

  it('is the same bytes for another order of criteria, indicators and ideas', () => {
    const shuffled: PlanDocument = {
      ...plan,
      criteria: [...plan.criteria].reverse(),
      indicators: [...plan.indicators].reverse().map((indicator) => ({
        ...indicator,
        ideas: [...indicator.ideas].reverse().map((idea) => ({ ...idea, any: [...idea.any].reverse() })),
      })),
    };
    expect(JSON.stringify(score(segments, shuffled))).toBe(JSON.stringify(score(segments)));
  });

  it('does not rise by synonyms, and its bands still overlap', () => {
    const changed = score(mapWords(segments, (word) => [synonyms[word.toLowerCase()] ?? word]));
    const original = score(segments);
    expect(total(mapWords(segments, (word) => [synonyms[word.toLowerCase()] ?? word]))).toBeLessThanOrEqual(before);
    changed.criteria.forEach(({ baseline }, at) => {
      const own = original.criteria[at]!.baseline!;
      expect(baseline!.strict <= own.loose && own.strict <= baseline!.loose).toBe(true);
    });
  });

  it('does not rise by the question before it, after it or all through it', () => {
    const question = segment(plan.questions[0]!.text);
    expect(total([question, ...segments])).toBeLessThanOrEqual(before);
    expect(total([...segments, question])).toBeLessThanOrEqual(before);
    expect(total(segments.flatMap((own) => [own, question]))).toBeLessThanOrEqual(before);
  });

  it('does not rise by saying everything twice', () => {
    expect(total([...segments, ...segments])).toBeLessThanOrEqual(before);
    expect(total(segments.flatMap((own) => [own, own]))).toBeLessThanOrEqual(before);
  });

  it('has the same levels with its segments in reverse', () => {
    // A list of keywords has no sentences to keep together; it is held out in either order.
    const reversed = score([...segments].reverse());
    if (id === 'stuffed') expect(reversed.outcome.kind).toBe('held_out');
    else expect(levelsOf(reversed)).toEqual(levelsOf(score(segments)));
  });

  it('does not rise by denying a verb, or all of them', () => {
    const isVerb = (word: string) => verbs.has(word.toLowerCase());
    expect(total(mapWords(segments, (word) => (isVerb(word) ? ['not', word] : [word])))).toBeLessThanOrEqual(before);
    const count = wordsOf(segments).filter(isVerb).length;
    for (let denied = 0; denied < count; denied += 1) {
      let at = -1;
      const change = (word: string) => {
        if (isVerb(word)) at += 1;
        return isVerb(word) && at === denied ? ['not', word] : [word];
      };
      expect(total(mapWords(segments, change))).toBeLessThanOrEqual(before);
    }
  });

  it('loses an indicator with the segments that were quoted for it, unless it is said elsewhere too', () => {
    const text = answerText(segments);
    const lost: string[] = [];
    for (const { indicator, quote } of score(segments).evidence) {
      const touched = new Set(segmentsAt(text, text.text.indexOf(quote), quote.length));
      const rest = segments.filter((own) => own.words.length > 0).filter((_, at) => !touched.has(at));
      const left = rest.length === 0 ? [] : score(rest).evidence;
      const again = left.find((entry) => entry.indicator === indicator);
      if (!again) lost.push(indicator);
      else expect(standsOutside(text, again.quote, touched)).toBe(true);
    }
    if (id === 'excellent' || id === 'good') expect(lost).not.toEqual([]);
  });

  it('does not rise by any attack around it: no quote gained touches the attack, with no help of the detector', () => {
    const met = new Set(score(segments).evidence.map(({ indicator }) => indicator));
    const ownWords = ` ${answerText(segments).text} `;
    const touching = attackStrings().flatMap(({ id: attack, text }) => {
      const said = segment(text.trim());
      const variants = [
        [...segments, said],
        [said, ...segments],
        [segments[0]!, said, ...segments.slice(1)],
      ];
      return variants
        .flatMap((changed) => score(changed).evidence)
        .filter(({ indicator, polarity }) => polarity === 'positive' && !met.has(indicator))
        .filter(({ quote }) => !ownWords.includes(` ${quote} `))
        .map(({ indicator, quote }) => `${attack} ${indicator}: ${quote}`);
    });
    expect(touching).toEqual([]);
  });
});

describe('Recognition noise', () => {
  const strangers = wordsOf(writtenSegments(sampleAnswer('offtopic').text)).map((word) => word.replace(/\W/g, ''));

  it.each([5, 10, 20])('of %i % of the words raises no score, and costs something on the way', (percent) => {
    const falls: number[] = [];
    for (const id of sampleIds.filter((name): name is SampleId => name !== 'stuffed')) {
      const segments = writtenSegments(sampleAnswer(id).text);
      const before = total(segments);
      for (let seed = 1; seed <= 20; seed += 1) {
        const random = generator(seed * 1000 + percent);
        const noisy = mapWords(segments, (word) => {
          if (random() * 100 >= percent) return [word];
          return random() < 0.3 ? [] : [strangers[Math.floor(random() * strangers.length)]!];
        });
        const after = total(noisy);
        expect(after).toBeLessThanOrEqual(before);
        falls.push((before - after) / 10_000);
      }
    }
    const mean = falls.reduce((sum, fall) => sum + fall, 0) / falls.length;
    console.info(`recognition noise ${percent} %: mean fall ${mean.toFixed(2)} levels`);
    expect(mean).toBeGreaterThan(0);
  });
});

describe('Nothing to judge', () => {
  it.each([
    ['silence', ''],
    ['marks', '… — ?! …'],
    ['hesitation', 'um uh er um'],
  ])('%s stops at the gate and has no score', (_, words) => {
    const draft = scoreWithBaseline({ plan, answers: [answerOf(words)] });
    expect(draft.outcome).toEqual({
      kind: 'held_out',
      status: 'insufficient_data',
      holdReasons: ['too_little_speech'],
    });
    expect([draft.figures, draft.withheldFigures, draft.evidence]).toEqual([null, null, []]);
  });

  it('one word is the minimum and held out', () => {
    const draft = score([segment('number')]);
    expect(draft.outcome).toMatchObject({ kind: 'held_out', status: 'needs_human' });
    expect(draft.withheldFigures!.total).toBe('1.00');
  });

  it('the question said again is the minimum and held out', () => {
    const draft = score([segment(plan.questions[0]!.text)]);
    expect(draft.outcome).toMatchObject({
      kind: 'held_out',
      holdReasons: expect.arrayContaining(['repeats_question']),
    });
    expect(draft.withheldFigures!.total).toBe('1.00');
  });

  it.each([' ', ', ', '. '])('a list of all ideas, joined by "%s", is withheld', (joint) => {
    const ideas = plan.indicators.flatMap((indicator) => indicator.ideas.flatMap((idea) => idea.any));
    for (let seed = 1; seed <= 10; seed += 1) {
      const random = generator(seed);
      const list = ideas.map((wording) => ({ wording, key: random() })).sort((a, b) => a.key - b.key);
      const draft = score(writtenSegments(list.map(({ wording }) => wording).join(joint)));
      expect(draft.outcome).toMatchObject({ kind: 'held_out', holdReasons: expect.arrayContaining(['list_like']) });
    }
  });
});

function segmentsAt(text: AnswerText, from: number, length: number): number[] {
  return text.words.filter((word) => word.from < from + length && word.to > from).map((word) => word.segment);
}

/** Whether the answer, as it was given, says these words somewhere in other segments than the touched ones. */
function standsOutside(text: AnswerText, quote: string, touched: ReadonlySet<number>): boolean {
  for (let from = text.text.indexOf(quote); from !== -1; from = text.text.indexOf(quote, from + 1)) {
    if (!segmentsAt(text, from, quote.length).some((at) => touched.has(at))) return true;
  }
  return false;
}
