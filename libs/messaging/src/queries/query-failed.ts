/** A query that was understood and refused, or that broke; it travels to whoever asked. */
export class QueryFailed extends Error {
  /** Short and stable, from the answering app's own catalogue of errors. */
  readonly code: string;
  /** What an HTTP door would answer. */
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = 'QueryFailed';
    this.code = code;
    this.status = status;
  }
}
