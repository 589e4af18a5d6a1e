/** Puts a text between two equal marks, each on a line of its own. */
export type Delimit = (name: string, text: string) => string;

const MARK = /<<<[A-Z]+(?:-(\d{1,9}))?>>>/g;

/**
 * Marks for one prompt that occur in none of its texts: whatever a text says, it can neither end itself nor begin another.
 * @param texts everything that stands between marks in the prompt
 */
export function delimiting(texts: readonly string[]): Delimit {
  const used = new Set(texts.flatMap((text) => Array.from(text.matchAll(MARK), ([, number = '0']) => Number(number))));
  let free = 0;
  while (used.has(free)) free += 1;
  return (name, text) => {
    const mark = `<<<${name}${free === 0 ? '' : `-${String(free)}`}>>>`;
    return `${mark}\n${text}\n${mark}`;
  };
}
