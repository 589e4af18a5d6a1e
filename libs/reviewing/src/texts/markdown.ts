/** Part of a Markdown text: words, or code that is shown as it is. */
export interface Piece {
  readonly kind: 'words' | 'span' | 'fence';
  readonly text: string;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})([^\n]*)$/;

/**
 * Cuts a text into words and code, as CommonMark reads it: fences by lines, spans by runs of backticks of equal length. A
 * fence that nobody closes is closed at the end, so that nothing behind the text can be swallowed by it; backticks without
 * a partner are words.
 */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let words: string[] = [];
  const lines = text.split('\n');
  const flush = (): void => {
    if (words.length > 0) pieces.push(...spansOf(`${words.join('\n')}\n`));
    words = [];
  };
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const [, mark, info] = FENCE.exec(line) ?? [];
    if (mark === undefined || (mark.startsWith('`') && info?.includes('`') === true)) {
      words.push(line);
      continue;
    }
    flush();
    const end = endOfFence(lines, index + 1, mark);
    const body = lines.slice(index + 1, end);
    pieces.push({ kind: 'fence', text: [line.trimStart(), ...body, mark, ''].join('\n') });
    index = end;
  }
  flush();
  return pieces;
}

function endOfFence(lines: readonly string[], from: number, mark: string): number {
  for (let index = from; index < lines.length; index++) {
    const line = (lines[index] ?? '').trim();
    if (line.length >= mark.length && line === (mark[0] ?? '').repeat(line.length)) return index;
  }
  return lines.length;
}

function spansOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let words = '';
  for (let at = 0; at < text.length;) {
    const open = /^`+/.exec(text.slice(at, at + 64))?.[0];
    if (open === undefined) {
      // A backslash takes the next character its meaning.
      const step = text[at] === '\\' ? 2 : Math.max(1, text.slice(at).search(/[`\\]|$/));
      words += text.slice(at, at + step);
      at += step;
      continue;
    }
    const close = closing(text, at + open.length, open);
    if (close < 0) words += '\\`'.repeat(open.length);
    else {
      if (words !== '') pieces.push({ kind: 'words', text: words });
      words = '';
      pieces.push({ kind: 'span', text: text.slice(at, close + open.length) });
    }
    at = close < 0 ? at + open.length : close + open.length;
  }
  if (words !== '') pieces.push({ kind: 'words', text: words });
  return pieces;
}

/** Where a run of exactly as many backticks begins, within the paragraph. */
function closing(text: string, from: number, open: string): number {
  const paragraph = text.slice(from).search(/\n[ \t]*\n/);
  const end = paragraph < 0 ? text.length : from + paragraph;
  for (const run of text.slice(from, end).matchAll(/`+/g)) if (run[0] === open) return from + run.index;
  return -1;
}

/** A fence that is longer than any in the text. */
export function fenceFor(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  return '`'.repeat(longest + 1);
}
