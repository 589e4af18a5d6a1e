/** One line of a commit's trailer block: `Signed-off-by: …`. */
export interface Trailer {
  readonly key: string;
  readonly value: string;
}

const TRAILER = /^([A-Za-z\d][A-Za-z\d-]*)[ \t]*:(.*)$/;

/** Lines that only git itself writes: with one of them a quarter of trailers is enough. */
const GITS_OWN = /^(?:Signed-off-by: |\(cherry picked from commit )/;

/**
 * Reads the trailers of a commit message as git does: the last paragraph, unless it is the title, when all of it are
 * trailers (a line that begins with space continues the one before), or a quarter of it and one line of git's own.
 */
export function trailersOf(message: string): readonly Trailer[] {
  const trailers: Trailer[] = [];
  let own = 0;
  let others = 0;
  let signed = false;
  let open: Trailer | undefined;
  for (const line of lastParagraph(message)) {
    const [, key, value] = TRAILER.exec(line) ?? [];
    const previous: Trailer | undefined = open;
    open = undefined;
    signed ||= GITS_OWN.test(line);
    if (key !== undefined && value !== undefined) {
      own += 1;
      trailers.push((open = { key, value: value.trim() }));
    } else if (/^[ \t]/.test(line) && previous) {
      open = { key: previous.key, value: `${previous.value} ${line.trim()}`.trim() };
      trailers[trailers.length - 1] = open;
    } else if (GITS_OWN.test(line)) own += 1;
    else others += 1;
  }
  const enough = others === 0 || (signed && own * 3 >= others);
  return enough ? trailers : [];
}

/** The lines of the last paragraph; none if the message is that paragraph alone. */
function lastParagraph(message: string): readonly string[] {
  const lines = message.trimEnd().split(/\r?\n/);
  const gap = lines.findLastIndex((line) => line.trim() === '');
  return gap <= 0 ? [] : lines.slice(gap + 1);
}
