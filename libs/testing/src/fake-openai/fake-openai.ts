import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type ChatRequest, FakeEndpoint, type TranscriptionRequest } from './behaviour.js';
import { listenOnLoopback } from './listen-on-loopback.js';
import { chatCompletion, silence, undecided } from './replies.js';
import { sendJson, sendReply } from './send-reply.js';

const largestBody = 64 * 1024 * 1024;

/**
 * A server that speaks the part of OpenAI's HTTP API that Guildhall uses: `POST /v1/chat/completions` with structured
 * outputs and `POST /v1/audio/transcriptions` with word times. Every request is recorded; what happens to it is scripted
 * per endpoint.
 *
 * @see https://platform.openai.com/docs/api-reference
 */
export class FakeOpenAi {
  readonly chat = new FakeEndpoint<ChatRequest>(undecided);
  readonly transcriptions = new FakeEndpoint<TranscriptionRequest>(silence);
  private port = 0;

  private constructor(
    private readonly server: Server,
    readonly apiKey: string,
  ) {}

  static async start(options: { apiKey?: string } = {}): Promise<FakeOpenAi> {
    const server = createServer();
    const fake = new FakeOpenAi(server, options.apiKey ?? 'sk-fake');
    server.on('request', (request, response) => {
      // A client that goes away in the middle of a request is something the tests provoke.
      fake.handle(request, response).catch(() => response.destroy());
    });
    fake.port = await listenOnLoopback(server);
    return fake;
  }

  /** What `OPENAI_BASE_URL` is set to. */
  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}/v1`;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeAllConnections();
    await closed;
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (request.method !== 'POST') refuseUrl(request, response);
    else if (request.url === '/v1/chat/completions') this.complete(request, body, response);
    else if (request.url === '/v1/audio/transcriptions') await this.transcribe(request, body, response);
    else refuseUrl(request, response);
  }

  private complete(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const parsed = JSON.parse(body.toString('utf8')) as ChatRequest;
    const behaviour = this.chat.receive(request.headers, parsed, this.isAuthorised(request));
    sendReply(response, behaviour, () => chatCompletion(parsed, behaviour, () => this.chat.answer(parsed)));
  }

  private async transcribe(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    const parsed = await readForm(body, request.headers['content-type'] ?? '');
    const behaviour = this.transcriptions.receive(request.headers, parsed, this.isAuthorised(request));
    const scripted = behaviour.kind === 'ok' || behaviour.kind === 'wrong_schema' ? behaviour.reply : undefined;
    sendReply(response, behaviour, () => scripted ?? this.transcriptions.answer(parsed));
  }

  private isAuthorised(request: IncomingMessage): boolean {
    return request.headers.authorization === `Bearer ${this.apiKey}`;
  }
}

function refuseUrl(request: IncomingMessage, response: ServerResponse): void {
  const message = `Unknown request URL: ${request.method} ${request.url}`;
  sendJson(response, 404, { error: { message, type: 'invalid_request_error', param: null, code: null } });
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largestBody) throw new Error(`A request to the fake server is over ${largestBody} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function readForm(body: Buffer, contentType: string): Promise<TranscriptionRequest> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  const fields: Record<string, string[]> = {};
  const file = { name: '', type: '', bytes: Buffer.alloc(0) };
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string') {
      const values = fields[name] ?? [];
      values.push(value);
      fields[name] = values;
    } else {
      file.name = value.name;
      file.type = value.type;
      file.bytes = Buffer.from(await value.arrayBuffer());
    }
  }
  return { fields, file };
}
