import type { Features } from '@arbiter/promises/training';

/** What a TF-IDF model looks at: words and pairs of words, lower case. */
export function termsOf(text: string): ReadonlyMap<string, number> {
  const words = text.toLowerCase().match(/[a-z0-9_]{2,}/g) ?? [];
  const terms = new Map<string, number>();
  const add = (term: string): unknown => terms.set(term, (terms.get(term) ?? 0) + 1);
  words.forEach((word, index) => {
    add(word);
    if (index > 0) add(`${words[index - 1] ?? ''} ${word}`);
  });
  return terms;
}

/** The usual vectors: sublinear counts, smooth inverse frequencies, length 1; learned from the texts given. */
export function tfIdf(texts: readonly ReadonlyMap<string, number>[]): (terms: ReadonlyMap<string, number>) => Features {
  const seen = new Map<string, number>();
  for (const terms of texts) for (const term of terms.keys()) seen.set(term, (seen.get(term) ?? 0) + 1);
  const rarity = (term: string): number => Math.log((1 + texts.length) / (1 + (seen.get(term) ?? 0))) + 1;
  return (terms) => {
    const known = [...terms].filter(([term]) => seen.has(term));
    const values = known.map(([term, count]) => [term, (1 + Math.log(count)) * rarity(term)] as const);
    const length = Math.hypot(...values.map(([, value]) => value)) || 1;
    return new Map(values.map(([term, value]) => [term, value / length]));
  };
}
