export const DUPLICATE = 0.5;
export function similarityOf(a: string, b: string): number {
  return a === b ? 1 : 0;
}
