import type { Clock } from '@guildhall/clock';
import type { OpenAI } from 'openai';
import { ModelCallError, type ModelFailure } from '../../model-client/model-failure.js';
import { type PriceTable, tokenCostMicroUsd, tokenEstimateMicroUsd } from '../../model-client/model-prices.js';
import { callModel, type ModelEndpoint, openAiClient } from '../../model-client/openai-client.js';
import { sha256 } from '../../model-client/sha256.js';
import type { SpendingLimit } from '../../spending/spending-limit.js';
import type { Judge, JudgeCall, JudgeOutcome, JudgePoint, PointVerdict } from './judge.js';
import { type CopiedSegment, judgeCopy, spanOfQuote } from './judge-copy.js';
import { inAskedOrder, judgePrompt, templateHash } from './judge-prompt.js';
import { type CheckedReply, checkReply, readCompletion } from './judge-reply.js';
import type { ModelCallRecord, ModelCallStore, ModelParameters } from './model-call-record.js';
import type { PromptSecrets } from './prompt-secrets.js';
import { type RawVerdict, verdictSchema } from './verdict-schema.js';

export interface OpenAiJudgeOptions {
  endpoint: ModelEndpoint;
  model: string;
  parameters: ModelParameters;
  prices: PriceTable;
  store: ModelCallStore;
  spending: SpendingLimit;
  clock: Clock;
  /** For one request, from the first byte sent to the last byte read. */
  deadlineMs: number;
  /** Fresh for every request; `randomPromptSecrets` unless a test needs to know them. */
  secrets: () => PromptSecrets;
  newCallId: () => string;
  codeVersion: string;
}

/** What one call asks, before the attempt and its secrets are known. */
interface Question {
  call: JudgeCall;
  points: JudgePoint[];
  segments: CopiedSegment[];
  schema: Record<string, unknown>;
}

type RequestBody = OpenAI.ChatCompletionCreateParamsNonStreaming;

/** One attempt, ready to be sent. */
interface PreparedRequest {
  inputHash: string;
  secrets: PromptSecrets;
  body: RequestBody;
}

const longestMaterial = 100_000;
const attempts = [1, 2] as const;

/** Judges by `POST /chat/completions` with a strict schema, on any server that speaks OpenAI's API. */
export class OpenAiJudge implements Judge {
  private readonly client: OpenAI;
  private readonly host: string;

  constructor(private readonly options: OpenAiJudgeOptions) {
    this.client = openAiClient(options.endpoint);
    this.host = new URL(options.endpoint.baseUrl).host;
  }

  async judge(call: JudgeCall, signal: AbortSignal): Promise<JudgeOutcome> {
    const points = inAskedOrder(call);
    const segments = judgeCopy(call.answer);
    if (points.length === 0 || segments.length === 0) throw new Error(`${call.subject}: there is nothing to judge`);
    const characters = segments.reduce((sum, segment) => sum + segment.text.length, 0);
    if (characters > longestMaterial) return tooLong(characters);

    const question: Question = { call, points, segments, schema: verdictSchema(points.length) };
    const calls: ModelCallRecord[] = [];
    let failure: ModelFailure | null = null;
    for (const attempt of attempts) {
      try {
        const record = await this.storedReply(question, attempt, signal);
        calls.push(record);
        // Derived from the stored row, so that a repeat reads what the first run read.
        const checked = checkReply(readCompletion(JSON.parse(record.rawBody)), record.canary, points.length);
        if (checked.outcome === 'accepted') {
          return { kind: 'judged', verdicts: byPoint(question, checked.verdicts), calls };
        }
        failure = { kind: 'needs_human', reason: checked.outcome, detail: checked.detail };
      } catch (thrown) {
        if (!(thrown instanceof ModelCallError)) throw thrown;
        return { kind: 'failed', failure: thrown.failure, calls };
      }
    }
    return { kind: 'failed', failure: failure!, calls };
  }

  private async storedReply(question: Question, attempt: 1 | 2, signal: AbortSignal): Promise<ModelCallRecord> {
    const inputHash = this.inputHash(question, attempt);
    const stored = await this.options.store.find(inputHash);
    if (stored) return stored;
    const secrets = this.options.secrets();
    const body = this.requestBody(question, secrets);
    const purchase = {
      subject: question.call.subject,
      purpose: 'judging',
      estimateMicroUsd: this.estimateOf(body),
    } as const;
    return await this.options.spending.spend(purchase, async () => {
      const record = await this.ask(question, attempt, { inputHash, secrets, body }, signal);
      return { value: await this.options.store.save(record), costMicroUsd: record.costMicroUsd };
    });
  }

  private async ask(
    question: Question,
    attempt: 1 | 2,
    { inputHash, secrets, body }: PreparedRequest,
    signal: AbortSignal,
  ): Promise<ModelCallRecord> {
    const { clock, deadlineMs } = this.options;
    const promptHash = sha256(JSON.stringify(body));
    const requestedAt = clock.now().toISOString();
    const reply = await callModel((options) => this.client.chat.completions.create(body, options), {
      signal,
      deadlineMs,
      // The same bytes have the same key; a repeat has other secrets and is another request.
      idempotencyKey: promptHash,
      clock,
    });
    const completion = readCompletion(reply.body);
    const { tokens } = completion;
    return {
      ...this.facts(question, attempt, promptHash),
      inputHash,
      ...secrets,
      model: completion.model,
      fingerprint: completion.fingerprint,
      rawBody: reply.text,
      validator: validatorOf(checkReply(completion, secrets.canary, question.points.length)),
      tokens,
      costMicroUsd: this.costOf(completion.model, tokens),
      requestedAt,
      latencyMs: reply.latencyMs,
    };
  }

  /** The part of the record that is known before the reply. */
  private facts({ call, points, schema }: Question, attempt: 1 | 2, promptHash: string) {
    const { subject, purpose, seed, stage, pass, criterion } = call;
    return {
      id: this.options.newCallId(),
      subject,
      purpose,
      seed,
      stage,
      pass,
      attempt,
      question: call.question.id,
      criterion,
      pointOrder: points.map((point) => point.id),
      hashes: { ...call.hashes, template: templateHash, prompt: promptHash, schema: sha256(JSON.stringify(schema)) },
      host: this.host,
      requestedModel: this.options.model,
      parameters: this.options.parameters,
      pricesAsOf: this.options.prices.asOf,
      codeVersion: this.options.codeVersion,
    };
  }

  private requestBody({ call, points, segments, schema }: Question, secrets: PromptSecrets): RequestBody {
    const { temperature, reasoningEffort, maxOutputTokens } = this.options.parameters;
    const { system, user } = judgePrompt(call.question.text, points, segments, secrets);
    return {
      model: this.options.model,
      messages: [
        { role: 'system' as const, content: system },
        { role: 'user' as const, content: user },
      ],
      response_format: { type: 'json_schema' as const, json_schema: { name: 'verdicts', strict: true, schema } },
      max_completion_tokens: maxOutputTokens,
      seed: seedNumber(call),
      store: false,
      ...(temperature === undefined ? {} : { temperature }),
      ...(reasoningEffort === undefined ? {} : { reasoning_effort: reasoningEffort }),
    };
  }

  /** Of everything that may change the reply except chance; the secrets are chance. */
  private inputHash({ call, points, segments, schema }: Question, attempt: 1 | 2): string {
    const { subject, purpose, seed, stage, pass, criterion, question, hashes } = call;
    const { model, parameters } = this.options;
    return sha256(
      JSON.stringify([
        [subject, purpose, seed, stage, pass, attempt],
        [question.id, question.text, criterion],
        [hashes.media, hashes.transcript, hashes.plan, hashes.rubric],
        points.map(({ id, text, counts, doesNotCount }) => [id, text, counts, doesNotCount]),
        segments.map(({ n, text }) => [n, text]),
        [this.host, model, parameters.temperature, parameters.reasoningEffort, parameters.maxOutputTokens],
        [templateHash, schema],
      ]),
    );
  }

  /** A bound: three characters make a token or more, and the output is as long as it may be. */
  private estimateOf(body: RequestBody): number {
    const { model, prices, parameters } = this.options;
    const inputTokens = Math.ceil(JSON.stringify(body).length / 3);
    const use = { inputTokens, cachedInputTokens: 0, outputTokens: parameters.maxOutputTokens };
    return tokenEstimateMicroUsd(prices, model, use);
  }

  private costOf(model: string, tokens: ModelCallRecord['tokens']): number | null {
    if (!tokens) return null;
    const { input: inputTokens, cachedInput: cachedInputTokens, output: outputTokens } = tokens;
    return tokenCostMicroUsd(this.options.prices, model, { inputTokens, cachedInputTokens, outputTokens });
  }
}

/** The vendor's seed is a number; best effort on its side, recorded on ours. */
function seedNumber({ seed, stage, pass }: JudgeCall): number {
  return parseInt(sha256(JSON.stringify([seed, stage, pass])).slice(0, 7), 16);
}

function byPoint({ points, segments }: Question, verdicts: RawVerdict[]): Map<string, PointVerdict> {
  return new Map(
    points.map((point, index) => {
      const verdict = verdicts[index]!;
      const segment = segments.find((each) => each.n === verdict.segment);
      const span = segment && verdict.quote !== null ? spanOfQuote(segment, verdict.quote) : null;
      return [point.id, { ...verdict, span }];
    }),
  );
}

function validatorOf(checked: CheckedReply): ModelCallRecord['validator'] {
  const detail = checked.outcome === 'accepted' ? null : checked.detail;
  return { outcome: checked.outcome, fenceStripped: checked.fenceStripped, detail };
}

function tooLong(characters: number): JudgeOutcome {
  const detail = `The answer has ${characters} characters, over ${longestMaterial}`;
  return { kind: 'failed', failure: { kind: 'needs_human', reason: 'answer_too_long', detail }, calls: [] };
}
