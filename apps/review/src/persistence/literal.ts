/** A Postgres array's text, for arrays of arrays that `unnest` would flatten. */
export const literal = (texts: readonly string[]): string => `{${texts.map((text) => JSON.stringify(text)).join(',')}}`;
