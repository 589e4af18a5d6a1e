export interface Judged {
  readonly score: number;
  readonly debt: boolean;
}

/** The harmonic mean of precision and recall where a score above the threshold says debt. */
export function f1At(judged: readonly Judged[], threshold: number): number {
  let hits = 0;
  let wrong = 0;
  for (const { score, debt } of judged) {
    if (score >= threshold && debt) hits += 1;
    else if (score >= threshold || debt) wrong += 1;
  }
  return hits === 0 ? 0 : (2 * hits) / (2 * hits + wrong);
}

/** The threshold at which F1 is best. */
export function bestThreshold(judged: readonly Judged[]): number {
  const ordered = [...judged].sort((a, b) => b.score - a.score);
  const debts = ordered.filter(({ debt }) => debt).length;
  let hits = 0;
  let best = { f1: 0, threshold: 0 };
  ordered.forEach(({ score, debt }, index) => {
    if (debt) hits += 1;
    const f1 = (2 * hits) / (index + 1 + debts);
    if (f1 > best.f1) best = { f1, threshold: (score + (ordered[index + 1]?.score ?? score)) / 2 };
  });
  return best.threshold;
}
