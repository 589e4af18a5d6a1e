/** An error as GitHub words it. */
export class Refusal extends Error {
  readonly status: number;
  readonly errors: readonly unknown[] | undefined;

  constructor(status: number, message: string, errors?: readonly unknown[]) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

export const notFound = (): Refusal => new Refusal(404, 'Not Found');

/** How the review comment endpoint says what a field lacks. */
export const invalidComment = (field: string, message: string): Refusal =>
  new Refusal(422, 'Validation Failed', [{ resource: 'PullRequestReviewComment', code: 'custom', field, message }]);

/** How the review endpoint says it: plain sentences, and never which comment. */
export const unprocessable = (...sentences: readonly string[]): Refusal =>
  new Refusal(422, 'Unprocessable Entity', sentences);

/** How many characters a text has, as GitHub counts them. */
export const lengthOf = (text: string): number => Array.from(text).length;
