/**
 * What the fake server does with one request. `ok` answers well; everything else is a way in which such servers were seen
 * to fail. `reply` is the message's content for chat (an object is sent as JSON) and the whole body for a transcription;
 * where it is absent the endpoint's `answer` function computes it from the request.
 */
export type FakeBehaviour =
  | { kind: 'ok'; reply?: unknown; cachedTokens?: number }
  | { kind: 'fenced_json'; reply?: unknown }
  | { kind: 'wrong_schema'; reply: unknown }
  | { kind: 'canary_leaked' }
  | { kind: 'refusal'; text?: string }
  | { kind: 'length' }
  | { kind: 'rate_limited'; retryAfter?: string }
  | { kind: 'insufficient_quota' }
  | { kind: 'invalid_key' }
  | { kind: 'model_not_found' }
  | { kind: 'bad_request'; message?: string }
  | { kind: 'server_error'; status?: number }
  | { kind: 'html' }
  | { kind: 'error_with_200' }
  | { kind: 'truncated_json' }
  | { kind: 'oversized'; bytes: number }
  | { kind: 'hang' }
  | { kind: 'drip'; everyMs: number }
  | { kind: 'connection_reset'; at: 'request' | 'body' };

export interface ChatRequest {
  model: string;
  messages: { role: string; content: string }[];
  response_format?: {
    type: string;
    json_schema?: { name: string; strict: boolean; schema: { required: string[] } & Record<string, unknown> };
  };
  [parameter: string]: unknown;
}

export interface TranscriptionRequest {
  /** Repeated fields (`timestamp_granularities[]`) keep all their values. */
  fields: Record<string, string[]>;
  file: { name: string; type: string; bytes: Buffer };
}

export interface RecordedRequest<Body> {
  headers: Record<string, string | string[] | undefined>;
  body: Body;
  /** What the server did with it. */
  behaviour: FakeBehaviour['kind'];
}

/** One path of the fake server: its script and what it was asked. */
export class FakeEndpoint<Body> {
  readonly requests: RecordedRequest<Body>[] = [];
  private readonly script: FakeBehaviour[] = [];
  private fallback: FakeBehaviour = { kind: 'ok' };

  constructor(
    /** Computes a good reply for a request that no script says more about. */
    public answer: (body: Body) => unknown,
  ) {}

  /** The next requests, in order; after them the behaviour of `always`. */
  next(...behaviours: FakeBehaviour[]): void {
    this.script.push(...behaviours);
  }

  always(behaviour: FakeBehaviour): void {
    this.fallback = behaviour;
  }

  /** Records a request and says what to do with it. */
  receive(headers: RecordedRequest<Body>['headers'], body: Body, isAuthorised: boolean): FakeBehaviour {
    const behaviour = isAuthorised ? (this.script.shift() ?? this.fallback) : ({ kind: 'invalid_key' } as const);
    this.requests.push({ headers, body, behaviour: behaviour.kind });
    return behaviour;
  }
}
