/** Models did not answer, or not as they should; trying again may help. */
export class ModelsFailed extends Error {
  constructor(reasons: readonly string[]) {
    super(`Models failed: ${[...new Set(reasons)].join(', ')}.`);
    this.name = 'ModelsFailed';
  }
}
