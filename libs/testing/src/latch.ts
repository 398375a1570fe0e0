export interface Latch {
  readonly opened: Promise<void>;
  open(): void;
}

/** Holds a piece of work at a known point until the test lets it go on. */
export function latch(): Latch {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
