/** What Arbiter found in a repository's commits: `GET /api/v1/summary`. */
export interface Summary {
  readonly people: { readonly people: number; readonly bots: number; readonly unmatched: number };
  readonly findings: {
    readonly analyzed: number;
    readonly commitments: number;
    readonly ambiguous: number;
    readonly debtNotes: number;
  };
  /** USD as decimal text. */
  readonly cost: { readonly calls: number; readonly usd: string; readonly pico: string };
}
