import { createHash } from 'node:crypto';
import { type ChatRequest, FakeOpenAi, type TranscriptionRequest } from '../../libs/testing/src/fake-openai/index.js';
import { ModelLedger } from './model-ledger.js';

/** Spoken in 2.7 s, so at most 16 words; the page number makes every transcript another one. */
const spoken = 'I compare numbers with two published annual reports and sign page';
const quote = 'compare numbers with two published annual reports';
const wordSeconds = 0.25;
const firstWordSeconds = 1.2;

const canaryPattern = /\bgh[0-9a-f]{24}\b/g;
const delimiterPattern = /<<[0-9a-f]{32}>>/g;

/** Models that hear the sentence of the short sample, say yes to every point, and remember what they were asked. */
export class FakeModels {
  readonly heard = new ModelLedger();
  readonly judged = new ModelLedger();
  private pages = 0;

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

  begin(): void {
    this.heard.begin();
    this.judged.begin();
  }

  async close(): Promise<void> {
    await this.server.close();
  }

  /** The recordings are all the same; the page number tells one reply from the other. */
  private hear({ file }: TranscriptionRequest): object {
    this.pages += 1;
    this.heard.note({ question: sha256(file.bytes), mark: String(this.pages), at: Date.now() });
    const text = `${spoken} ${this.pages}`;
    const words = text.split(' ').map((word, index) => {
      const start = firstWordSeconds + index * wordSeconds;
      return { word, start, end: start + wordSeconds };
    });
    const end = words.at(-1)!.end;
    const segments = [{ id: 0, start: firstWordSeconds, end, text, avg_logprob: -0.1 }];
    return { task: 'transcribe', language: 'english', duration: end, text, segments, words };
  }

  /** Every request has a new canary and a new delimiter; without them a repeat is the same text. */
  private judge(request: ChatRequest): object {
    const prompt = request.messages.map(({ content }) => content).join('\n');
    const question = prompt.replaceAll(canaryPattern, 'canary').replaceAll(delimiterPattern, 'delimiter');
    this.judged.note({ question, mark: prompt.match(canaryPattern)?.[0] ?? '', at: Date.now() });
    const keys = request.response_format?.json_schema?.schema.required ?? [];
    return Object.fromEntries(keys.map((key) => [key, { verdict: 'yes', quote, segment: 1 }]));
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
