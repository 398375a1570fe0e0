const first = 8;
const slowMs = 2_000;

/**
 * How many calls an endpoint may have under way. It earns one more with each prompt answer and loses them by slow answers and
 * failures: a dead endpoint soon holds a single place, and no endpoint more than its share.
 */
export class EndpointAllowance {
  private readonly allowed = new Map<string, number>();
  private readonly underWay = new Map<string, number>();

  /** @param most for one endpoint */
  constructor(private readonly most: number) {}

  /** For an endpoint of which nothing is known here. */
  get ofNewcomers(): number {
    return Math.min(first, this.most);
  }

  /** How many more each known endpoint may begin now. */
  rooms(): { webhookIds: string[]; rooms: number[] } {
    const webhookIds = [...this.allowed.keys()];
    const rooms = webhookIds.map((id) => Math.max(0, this.allowed.get(id)! - (this.underWay.get(id) ?? 0)));
    return { webhookIds, rooms };
  }

  begin(webhookId: string): void {
    if (!this.allowed.has(webhookId)) this.allowed.set(webhookId, this.ofNewcomers);
    this.underWay.set(webhookId, (this.underWay.get(webhookId) ?? 0) + 1);
  }

  end(webhookId: string, call: { succeeded: boolean; tookMs: number }): void {
    this.underWay.set(webhookId, (this.underWay.get(webhookId) ?? 1) - 1);
    const allowed = this.allowed.get(webhookId) ?? this.ofNewcomers;
    this.allowed.set(webhookId, this.after(allowed, call));
  }

  private after(allowed: number, { succeeded, tookMs }: { succeeded: boolean; tookMs: number }): number {
    if (!succeeded) return Math.max(1, Math.floor(allowed / 2));
    return tookMs < slowMs ? Math.min(this.most, allowed + 1) : Math.max(2, allowed - 1);
  }
}
