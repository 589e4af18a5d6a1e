/**
 * One thing by which somebody can be recognised in texts and documents. `forge-id` is `github/583231`; `user-id` is whatever
 * id the operator's own tools use.
 */
export interface Trace {
  readonly kind: 'email' | 'login' | 'name' | 'word' | 'user-id' | 'forge-id';
  readonly value: string;
}
