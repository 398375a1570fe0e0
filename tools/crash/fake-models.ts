import { type ChatRequest, FakeOpenAi, type TranscriptionRequest } from '../../libs/testing/src/fake-openai/index.js';
import { ModelLedger } from './model-ledger.js';

/** Spoken in 2.7 s, so at most 16 words; the page number makes every transcript another one. */
const heard = 'I compare numbers with two published annual reports and sign page';
const quote = 'compare numbers with two published annual reports';
const wordSeconds = 0.25;
const firstWordSeconds = 1.2;

/** Models that hear the sentence of the short sample, say yes to every point, and remember what they were asked. */
export class FakeModels {
  readonly judged = new ModelLedger();
  private transcribed = 0;

  private constructor(private readonly server: FakeOpenAi) {}

  static async start(): Promise<FakeModels> {
    const models = new FakeModels(await FakeOpenAi.start());
    models.server.transcriptions.answer = (request) => models.hear(request);
    models.server.chat.answer = (request) => models.judge(request);
    return models;
  }

  /** What makes a platform use them. */
  get settings(): Record<string, string> {
    return { OPENAI_BASE_URL: this.server.baseUrl, OPENAI_API_KEY: this.server.apiKey };
  }

  get transcriptions(): number {
    return this.transcribed;
  }

  async close(): Promise<void> {
    await this.server.close();
  }

  private hear(_request: TranscriptionRequest): object {
    this.transcribed += 1;
    const text = `${heard} ${this.transcribed}`;
    const words = text.split(' ').map((word, index) => {
      const start = firstWordSeconds + index * wordSeconds;
      return { word, start, end: start + wordSeconds };
    });
    const end = words.at(-1)!.end;
    const segments = [{ id: 0, start: firstWordSeconds, end, text, avg_logprob: -0.1 }];
    return { task: 'transcribe', language: 'english', duration: end, text, segments, words };
  }

  private judge(request: ChatRequest): object {
    this.judged.note(request.messages.map(({ content }) => content).join('\n'), Date.now());
    const keys = request.response_format?.json_schema?.schema.required ?? [];
    return Object.fromEntries(keys.map((key) => [key, { verdict: 'yes', quote, segment: 1 }]));
  }
}
