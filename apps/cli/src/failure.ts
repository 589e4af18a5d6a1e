/** What went wrong, in one line for people. `usage`: they asked wrongly (exit code 2), else it failed (1). */
export class Failure extends Error {
  readonly usage: boolean;

  constructor(message: string, { usage = false }: { readonly usage?: boolean } = {}) {
    super(message);
    this.name = 'Failure';
    this.usage = usage;
  }
}
