/** Numbers that look random and are the same at every run (mulberry32). Answers values from 0 to below 1. */
export function repeatableRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of them; earlier ones far more often than later ones, as people and words are in real histories. */
export function mostlyEarly<Item>(random: () => number, items: readonly Item[]): Item {
  return items[Math.floor(random() ** 3 * items.length)] as Item;
}
