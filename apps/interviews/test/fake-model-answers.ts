import { type ChatRequest, FakeOpenAi, type TranscriptionRequest } from '@guildhall/testing';
import { readWithBaseline } from '../src/scoring/baseline/baseline-engine.js';
import { answerOf, examplePlan, recognisedSegments, type SampleId } from './sample-answers.js';

const wavHeaderBytes = 44;
const wavBytesPerSecond = 32_000;
const no = { verdict: 'no', quote: null, segment: null };

/** A model that finds in the answer what a careful reader finds: it gets points by their texts alone, as a real one does. */
export function carefulReader({ messages }: ChatRequest): unknown {
  const plan = examplePlan();
  const [system, user] = messages.map(({ content }) => content) as [string, string];
  const { segments } = JSON.parse(/\{.*\}/s.exec(user)![0]) as { segments: { t: string }[] };
  const question = plan.questions.find(({ text }) => system.includes(text))!;
  const answer = answerOf(
    segments.map(({ t }) => ({
      words: t.split(' ').map((word) => ({ word, start: null, end: null, confidence: null })),
    })),
    question.id,
  );
  const { indicators } = readWithBaseline(plan, [answer]).answers[0]!;
  return Object.fromEntries(
    [...system.matchAll(/^(i\d+): (\{.*\})$/gm)].map(([, key, line]) => {
      const { point } = JSON.parse(line!) as { point: string };
      const { id } = plan.indicators.find((indicator) => indicator.text === point)!;
      const quote = indicators.find(({ indicator }) => indicator === id)?.strict?.text;
      return [key!, quote ? { verdict: 'yes', quote, segment: 1 } : no];
    }),
  );
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
