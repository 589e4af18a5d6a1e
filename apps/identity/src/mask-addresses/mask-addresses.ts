import type { Text } from '@arbiter/contracts';

/** Limits of RFC 5321. They also bound the work: no character is looked at more than twice. */
const MAX_LOCAL = 64;
const MAX_DOMAIN = 255;

const LOCAL = /[^\s@<>()[\]{},:;"'`|\\/=]/;
const DOMAIN = /[\p{L}\p{N}.-]/u;
const TOP_LEVEL = /\.\p{L}{2,}\.?$/u;

/** `Signed-off-by: Jane Doe <…`: what stands before the address in such a line is a name. */
const NAMED_IN_TRAILER = /^[ \t]*[A-Za-z-]+-by[ \t]*:(.*)<$/i;

/**
 * Hides e-mail addresses in a text, and the names before them in lines such as `Signed-off-by: Jane Doe <jane@…>`:
 * nothing behind identity needs them. Every hidden character becomes one `•`, dots and the `@` stay, so that places in
 * the text keep their offsets.
 */
export function maskAddresses(text: string): string {
  let masked = '';
  let done = 0;
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const start = startOfLocal(text, at, done);
    const end = endOfDomain(text, at);
    if (!isAddress(text, start, at, end)) continue;
    const name = nameBefore(text, start, done);
    masked += text.slice(done, name.start) + hide(text.slice(name.start, name.end));
    masked += text.slice(name.end, start) + hide(text.slice(start, end));
    done = end;
  }
  return done === 0 ? text : masked + text.slice(done);
}

/** The same for a text that travels in an event. */
export function maskText(text: Text): Text {
  return { ...text, text: maskAddresses(text.text) };
}

const hide = (text: string): string => text.replaceAll(/[^@.\s]/g, '•');

function startOfLocal(text: string, at: number, from: number): number {
  let start = at;
  while (start > from && at - start < MAX_LOCAL && LOCAL.test(text.charAt(start - 1))) start -= 1;
  return start;
}

function endOfDomain(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && end - at <= MAX_DOMAIN && DOMAIN.test(text.charAt(end))) end += 1;
  while (end > at + 1 && /[.-]/.test(text.charAt(end - 1))) end -= 1;
  return end;
}

/** `name@host.tld`, or anything of the kind in angle brackets. `lodash@4.17` and `@Injectable()` are none. */
function isAddress(text: string, start: number, at: number, end: number): boolean {
  if (start === at || end === at + 1) return false;
  return TOP_LEVEL.test(text.slice(at, end)) || (text.charAt(start - 1) === '<' && text.charAt(end) === '>');
}

function nameBefore(text: string, start: number, from: number): { start: number; end: number } {
  const line = Math.max(from, text.lastIndexOf('\n', start) + 1, start - MAX_DOMAIN);
  const [, name] = NAMED_IN_TRAILER.exec(text.slice(line, start)) ?? [];
  return name === undefined ? { start, end: start } : { start: start - 1 - name.length, end: start - 1 };
}
