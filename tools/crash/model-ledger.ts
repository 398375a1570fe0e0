/** One request to the judge that was answered. */
interface AnsweredRequest {
  /** The request without what is new in each: the same question about the same words. */
  question: string;
  canary: string;
  at: number;
}

/** A reply that the platform has stored (`interviews.model_call`). */
export interface StoredReply {
  canary: string;
  /** Milliseconds since 1970, when the reply had arrived. */
  at: number;
}

const canaryPattern = /\bgh[0-9a-f]{24}\b/g;
const delimiterPattern = /<<[0-9a-f]{32}>>/g;
/** From the arrival of a reply until its row is certainly committed. */
const storingMs = 2_000;

/** What the judge was asked, so that a second call for a reply that was stored shows. */
export class ModelLedger {
  private readonly requests: AnsweredRequest[] = [];

  get answered(): number {
    return this.requests.length;
  }

  /** @param prompt the whole text of the request, as it was sent */
  note(prompt: string, at: number): void {
    const canary = prompt.match(canaryPattern)?.[0] ?? '';
    const question = prompt.replaceAll(canaryPattern, 'canary').replaceAll(delimiterPattern, 'delimiter');
    this.requests.push({ question, canary, at });
  }

  /** How many requests asked again what had been answered and stored before. */
  secondCalls(stored: readonly StoredReply[]): number {
    const storedAt = new Map(stored.map(({ canary, at }) => [canary, at]));
    const knownSince = new Map<string, number>();
    for (const { question, canary } of this.requests) {
      const at = storedAt.get(canary);
      if (at !== undefined) knownSince.set(question, Math.min(at, knownSince.get(question) ?? at));
    }
    return this.requests.filter(({ question, canary, at }) => {
      const since = knownSince.get(question);
      return since !== undefined && !storedAt.has(canary) && at > since + storingMs;
    }).length;
  }
}
