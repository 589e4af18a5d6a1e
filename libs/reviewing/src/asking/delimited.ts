/**
 * A text between marks that do not occur in it: whatever it says, it cannot end itself.
 * @returns `<<<NAME>>>`, the text, and the same mark again, each on lines of their own
 */
export function delimited(name: string, text: string): string {
  let mark = `<<<${name}>>>`;
  for (let number = 1; text.includes(mark); number++) mark = `<<<${name}-${String(number)}>>>`;
  return `${mark}\n${text}\n${mark}`;
}
