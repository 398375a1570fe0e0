/** One request to a model that was answered. */
export interface AnsweredRequest {
  /** What was asked, the same for every repeat of it. */
  question: string;
  /** Something that this request or its reply alone holds, and the stored reply too. */
  mark: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** A reply that the platform has stored. */
export interface StoredReply {
  mark: string;
  /** Milliseconds since 1970, when the reply had arrived. */
  at: number;
}

/** From the arrival of a reply until its row is certainly committed. */
const storingMs = 2_000;

/** What a model was asked in the course of one case, so that a second call for a reply that was stored shows. */
export class ModelLedger {
  private requests: AnsweredRequest[] = [];

  get answered(): number {
    return this.requests.length;
  }

  begin(): void {
    this.requests = [];
  }

  note(request: AnsweredRequest): void {
    this.requests.push(request);
  }

  /**
   * How many requests asked again what had been answered and stored before. Where the same question was asked about several
   * people, only a request after the last of their replies was stored is surely a repeat.
   */
  secondCalls(stored: readonly StoredReply[]): number {
    const storedAt = new Map(stored.map(({ mark, at }) => [mark, at]));
    const knownSince = new Map<string, number>();
    for (const { question, mark } of this.requests) {
      const at = storedAt.get(mark);
      if (at !== undefined) knownSince.set(question, Math.max(at, knownSince.get(question) ?? at));
    }
    return this.requests.filter(({ question, mark, at }) => {
      const since = knownSince.get(question);
      return since !== undefined && !storedAt.has(mark) && at > since + storingMs;
    }).length;
  }
}
