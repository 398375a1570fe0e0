/** Open while Redis can be used. Any number of calls may wait for it; they share one promise. */
export class Gate {
  private opened: Promise<void>;
  private tellOpened!: () => void;
  private shutAtMs: number | null = performance.now();

  constructor() {
    this.opened = this.nextOpening();
  }

  private nextOpening(): Promise<void> {
    return new Promise((resolve) => {
      this.tellOpened = resolve;
    });
  }

  get isOpen(): boolean {
    return this.shutAtMs === null;
  }

  /** For how long it has been shut; 0 while open. */
  get shutForMs(): number {
    return this.shutAtMs === null ? 0 : performance.now() - this.shutAtMs;
  }

  set(isOpen: boolean): void {
    if (isOpen === this.isOpen) return;
    this.shutAtMs = isOpen ? null : performance.now();
    if (isOpen) this.tellOpened();
    else this.opened = this.nextOpening();
  }

  /** False where it stayed shut. */
  async passed(waitMs: number): Promise<boolean> {
    if (this.isOpen) return true;
    if (waitMs <= 0) return false;
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, waitMs);
    });
    await Promise.race([this.opened, tooLong]);
    clearTimeout(timer);
    return this.isOpen;
  }
}
