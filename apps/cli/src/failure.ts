/** What went wrong, in one line for people. `usage`: they asked wrongly (exit code 2), else it failed (1). */
export class Failure extends Error {
  readonly usage: boolean;

  constructor(message: string, { usage = false }: { readonly usage?: boolean } = {}) {
    super(message);
    this.name = 'Failure';
    this.usage = usage;
  }
}

/** A command has ended with a status of its own, and has said why. */
export class Ended extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`ended with status ${status}`);
    this.name = 'Ended';
    this.status = status;
  }
}
