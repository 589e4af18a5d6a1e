/** Stands in for each character of what is not prose: code, addresses, versions. It reads as part of a word. */
export const MASK = '\uFFFC';

const FENCE = /^[ \t]{0,3}(?:```|~~~)/;
const QUOTED_LINE = /^[ \t]{0,3}>/;
/** `Signed-off-by: …` and kin; what follows the colon is not the writer's prose. */
const TRAILER = /^(?:[A-Z][A-Za-z]{1,20}(?:-[A-Za-z]{1,20}){1,3}|Closes|Fixes|Refs|Tags):[ \t]/;
/** Lines that git itself writes into merges, reverts and squashes. */
const GIT_LINE = /^(?:This reverts commit|Revert "|\(cherry picked from|git-svn-id:|# Conflicts:|Conflicts:|# )/;

/** Code, addresses and names of a program's parts; not "p.m.". */
const NAMES =
  /`[^`\n]{1,300}`|\bhttps?:\/\/[^\s)>\]]{1,500}|\b(?![ap]\.m\b)[A-Za-z_$][\w$]{0,80}(?:(?:\.|::|->|#)[A-Za-z_$][\w$]{0,80}){1,8}(?:\(\))?|\b[A-Za-z]\w{0,80}\(\)/gi;

/** A tag of HTML with attributes: the names of screenshots are full of dates. */
const TAG = /<[a-z][a-z\d]{0,20}\s[^<>\n=]{1,80}=[^<>\n]{1,500}>/gi;

const QUOTED = /`[^`\n]{1,300}`|"[^"\n]{1,300}"|“[^”\n]{1,300}”/g;

const blank = (text: string): string => ' '.repeat(text.length);
const mask = (text: string): string => MASK.repeat(text.length);

/**
 * The text with everything masked that the writer did not say: code blocks, quotations, trailers and git's own lines
 * become blanks, and code, addresses and quoted words inside a line become one opaque word. Offsets stay as they are.
 */
export function maskNonProse(text: string): string {
  let fenced = false;
  const lines = withoutHtmlComments(text)
    .split('\n')
    .map((line) => {
      if (FENCE.test(line)) {
        fenced = !fenced;
        return blank(line);
      }
      if (fenced || line.startsWith('    ') || line.startsWith('\t'))
        return fenced || isCode(line) ? blank(line) : line;
      return QUOTED_LINE.test(line) || TRAILER.test(line) || GIT_LINE.test(line) ? blank(line) : line;
    });
  return lines.join('\n').replace(QUOTED, mask).replace(NAMES, mask);
}

/** The text with only code, addresses and names of a program's parts masked, as date expressions may stand anywhere else. */
export function maskCode(text: string): string {
  let fenced = false;
  const lines = text.split('\n').map((line) => {
    const fence = FENCE.test(line);
    if (fence) fenced = !fenced;
    return fence || fenced ? blank(line) : line;
  });
  return lines.join('\n').replace(TAG, mask).replace(NAMES, mask);
}

/** Templates of changes talk to their writers in HTML comments. */
function withoutHtmlComments(text: string): string {
  let visible = '';
  let done = 0;
  for (let open = text.indexOf('<!--'); open >= 0; open = text.indexOf('<!--', done)) {
    const close = text.indexOf('-->', open + 4);
    if (close < 0) break;
    visible += text.slice(done, open) + text.slice(open, close + 3).replaceAll(/[^\n]/g, ' ');
    done = close + 3;
  }
  return visible + text.slice(done);
}

/** Whether an indented line is rather code than a list's continuation. */
const isCode = (line: string): boolean => /[;{}=()<>|$]|^\s+(?:at|def|import|return)\b/.test(line);
