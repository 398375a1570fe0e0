import type { ChatRequest, FakeBehaviour, TranscriptionRequest } from './behaviour.js';

/** The answer of somebody who decides nothing: `unclear` for every key that the request's schema asks for. */
export function undecided(request: ChatRequest): unknown {
  const keys = request.response_format?.json_schema?.schema.required ?? [];
  return Object.fromEntries(keys.map((key) => [key, { verdict: 'unclear', quote: null, segment: null }]));
}

/** A transcription without any speech. */
export function silence(request: TranscriptionRequest): unknown {
  return {
    task: 'transcribe',
    language: request.fields['language']?.[0] ?? 'english',
    duration: 1,
    text: '',
    segments: [],
    words: [],
  };
}

/** A chat completion as the vendor sends it, with this as the assistant's message. */
export function chatCompletion(request: ChatRequest, behaviour: FakeBehaviour, computed: () => unknown): object {
  const message = messageFor(request, behaviour, computed);
  const promptTokens = estimatedTokens(request.messages.map((each) => each.content).join(' '));
  const completionTokens = estimatedTokens(String(message.content ?? message.refusal));
  return {
    id: 'chatcmpl-fake',
    object: 'chat.completion',
    created: 1_790_000_000,
    model: datedModel(request.model),
    system_fingerprint: 'fp_fake',
    service_tier: 'default',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', annotations: [], ...message },
        logprobs: null,
        finish_reason: behaviour.kind === 'length' ? 'length' : 'stop',
      },
    ],
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
      prompt_tokens_details: { cached_tokens: behaviour.kind === 'ok' ? (behaviour.cachedTokens ?? 0) : 0 },
      completion_tokens_details: { reasoning_tokens: 0 },
    },
  };
}

function messageFor(request: ChatRequest, behaviour: FakeBehaviour, computed: () => unknown) {
  switch (behaviour.kind) {
    case 'refusal':
      return { content: null, refusal: behaviour.text ?? 'I am sorry, I cannot help with that.' };
    case 'length':
      return { content: asContent(computed()).slice(0, 20), refusal: null };
    case 'fenced_json':
      return { content: `\`\`\`json\n${asContent(behaviour.reply ?? computed())}\n\`\`\``, refusal: null };
    case 'canary_leaked':
      return { content: asContent(leaking(request)), refusal: null };
    case 'wrong_schema':
      return { content: asContent(behaviour.reply), refusal: null };
    default:
      return {
        content: asContent((behaviour.kind === 'ok' ? behaviour.reply : undefined) ?? computed()),
        refusal: null,
      };
  }
}

/** A reply of the right shape in which the model recites its instructions. */
function leaking(request: ChatRequest): unknown {
  const recited = request.messages.find((message) => message.role === 'system')?.content ?? '';
  const keys = request.response_format?.json_schema?.schema.required ?? [];
  return Object.fromEntries(keys.map((key) => [key, { verdict: 'yes', quote: recited, segment: 1 }]));
}

function asContent(reply: unknown): string {
  return typeof reply === 'string' ? reply : JSON.stringify(reply);
}

/** An alias answers under the name of the snapshot it stands for. */
function datedModel(model: string): string {
  return /\d{4}-\d{2}-\d{2}$/.test(model) ? model : `${model}-2026-01-31`;
}

function estimatedTokens(text: string): number {
  return Math.ceil(text.length / 4);
}

/** The bodies of error replies, as the vendor words them. */
export function errorReply(
  behaviour: FakeBehaviour,
): { status: number; headers?: Record<string, string>; body: object } | null {
  switch (behaviour.kind) {
    case 'rate_limited':
      return {
        status: 429,
        headers: behaviour.retryAfter === undefined ? {} : { 'retry-after': behaviour.retryAfter },
        body: errorBody('Rate limit reached for requests', 'requests', 'rate_limit_exceeded'),
      };
    case 'insufficient_quota':
      return {
        status: 429,
        body: errorBody('You exceeded your current quota.', 'insufficient_quota', 'insufficient_quota'),
      };
    case 'invalid_key':
      return { status: 401, body: errorBody('Incorrect API key.', 'invalid_request_error', 'invalid_api_key') };
    case 'model_not_found':
      return {
        status: 404,
        body: errorBody('The model does not exist.', 'invalid_request_error', 'model_not_found'),
      };
    case 'bad_request':
      return {
        status: 400,
        body: errorBody(
          behaviour.message ?? 'Unsupported parameter.',
          'invalid_request_error',
          'unsupported_parameter',
        ),
      };
    case 'server_error':
      return {
        status: behaviour.status ?? 500,
        body: errorBody('The server had an error.', 'server_error', null),
      };
    case 'error_with_200':
      return { status: 200, body: errorBody('The engine is overloaded.', 'server_error', null) };
    default:
      return null;
  }
}

function errorBody(message: string, type: string, code: string | null): object {
  return { error: { message, type, param: null, code } };
}
