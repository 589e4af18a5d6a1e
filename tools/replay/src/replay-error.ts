/** Something that the user can mend; the message says what is wrong and what to do. */
export class ReplayError extends Error {
  override readonly name = 'ReplayError';
}
