/** Whether a parsed document nests deeper than `levels`. Stops there, so that no document can exhaust the stack. */
export function isDeeperThan(document: unknown, levels: number): boolean {
  if (typeof document !== 'object' || document === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(document)) return document.some((item) => isDeeperThan(item, levels - 1));
  for (const key in document) {
    const value = (document as Record<string, unknown>)[key];
    if (typeof value === 'object' && value !== null && isDeeperThan(value, levels - 1)) return true;
  }
  return false;
}
