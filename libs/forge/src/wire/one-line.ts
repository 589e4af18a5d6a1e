/** A text as one line of at most so many characters; what is cut off shows. */
export function oneLine(text: string, longest: number): string {
  const characters = Array.from(text.replaceAll(/\s+/g, ' ').trim());
  return characters.length <= longest ? characters.join('') : `${characters.slice(0, longest - 1).join('')}…`;
}
