import {
  type ChatRequest,
  FakeOpenAi,
  type TranscriptionRequest,
} from '../../../libs/testing/src/fake-openai/index.js';
import type { PlanIndicator } from '../src/plan/plan-document.js';
import { readWithBaseline } from '../src/scoring/baseline/baseline-engine.js';
import { answerOf, examplePlan, recognisedSegments, type SampleId } from './sample-answers.js';

const wavHeaderBytes = 44;
const wavBytesPerSecond = 32_000;
const no = { verdict: 'no', quote: null, segment: null };

/** What a model is asked, as it can be read out of the prompt. */
export interface AskedOfModel {
  question: string;
  /** The key of each point, and the indicator of the example plan that has its text. */
  points: { key: string; indicator: PlanIndicator }[];
  segments: { n: number; t: string }[];
}

const plan = examplePlan();

/** A model gets points by their texts alone; here they are found again in the example plan. */
export function askedOfModel({ messages }: ChatRequest): AskedOfModel {
  const [system, user] = messages.map(({ content }) => content) as [string, string];
  const { segments } = JSON.parse(/\{.*\}/s.exec(user)![0]) as Pick<AskedOfModel, 'segments'>;
  const points = [...system.matchAll(/^(i\d+): (\{.*\})$/gm)].map(([, key, line]) => {
    const { point } = JSON.parse(line!) as { point: string };
    return { key: key!, indicator: plan.indicators.find(({ text }) => text === point)! };
  });
  return { question: plan.questions.find(({ text }) => system.includes(text))!.id, points, segments };
}

let lastRead: { key: string; quotes: ReadonlyMap<string, string> } | null = null;

/** The quote that a careful reader has for each indicator that the answer shows. An answer is asked about many times in a row. */
export function carefulQuotes(asked: AskedOfModel): Map<string, string> {
  const key = JSON.stringify([asked.question, asked.segments]);
  if (lastRead?.key !== key) lastRead = { key, quotes: readCarefully(asked) };
  return new Map(lastRead.quotes);
}

function readCarefully({ question, segments }: AskedOfModel): Map<string, string> {
  const words = segments.map(({ t }) => ({
    words: t.split(' ').map((word) => ({ word, start: null, end: null, confidence: null })),
  }));
  const { indicators } = readWithBaseline(plan, [answerOf(words, question)]).answers[0]!;
  return new Map(indicators.flatMap(({ indicator, strict }) => (strict ? [[indicator, strict.text]] : [])));
}

/** A reply that says yes with these quotes, and no where there is none. */
export function verdictsByQuote({ points, segments }: AskedOfModel, quotes: ReadonlyMap<string, string>): unknown {
  return Object.fromEntries(
    points.map(({ key, indicator }) => {
      const quote = quotes.get(indicator.id);
      const segment = segments.find(({ t }) => quote !== undefined && t.includes(quote))?.n ?? 1;
      return [key, quote === undefined ? no : { verdict: 'yes', quote, segment }];
    }),
  );
}

/** A model that finds in the answer what a careful reader finds. */
export function carefulReader(request: ChatRequest): unknown {
  const asked = askedOfModel(request);
  return verdictsByQuote(asked, carefulQuotes(asked));
}

/** What a transcription server replies that hears what the offline recogniser heard of a sample, until the audio ends. */
function transcriptionOf(id: SampleId, { file }: TranscriptionRequest): object {
  const seconds = (file.bytes.length - wavHeaderBytes) / wavBytesPerSecond;
  const words = recognisedSegments(id)
    .map((segment) => segment.words.map(({ word, start, end }) => ({ word, start: start!, end: end! })))
    .map((segment) => segment.filter(({ end }) => end <= seconds))
    .filter((segment) => segment.length > 0);
  const segments = words.map((own, index) => ({
    id: index,
    start: own[0]!.start,
    end: own.at(-1)!.end,
    text: ` ${own.map(({ word }) => word).join(' ')}`,
    avg_logprob: -0.1,
    no_speech_prob: 0.01,
  }));
  const text = segments.map((segment) => segment.text.trim()).join(' ');
  return { task: 'transcribe', language: 'english', duration: seconds, text, segments, words: words.flat() };
}

/** A server whose models hear the sample, whatever is sent to them, and judge with care. */
export async function fakeModels(id: SampleId): Promise<FakeOpenAi> {
  const fake = await FakeOpenAi.start();
  fake.transcriptions.answer = (request) => transcriptionOf(id, request);
  fake.chat.answer = carefulReader;
  return fake;
}

/** The settings of an installation that calls them. */
export function modelSettings(fake: FakeOpenAi, more: Record<string, string> = {}): Record<string, string> {
  return { OPENAI_BASE_URL: fake.baseUrl, OPENAI_API_KEY: fake.apiKey, ...more };
}
