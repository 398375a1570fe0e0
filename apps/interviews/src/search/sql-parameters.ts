/** The values of a statement that is put together from parts. */
export class SqlParameters {
  readonly values: unknown[] = [];

  /** @returns the value's name in the statement */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}
