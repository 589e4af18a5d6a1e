import { type DiffLine, type FileDiff, type Hunk, type Steps, eachLine, finish } from '@arbiter/diff';
import { ASSIGNMENTS } from './assignments.ts';
import { isMadeUp, isPlaceholder, isRandom } from './entropy.ts';
import { MACHINE_MADE } from './machine-made.ts';
import { TOKENS, type SecretForm } from './patterns.ts';
import { mayHoldPrivateKey, withoutPrivateKeys } from './private-keys.ts';
import { SETTINGS } from './settings.ts';

/** What stands in the place of a secret. */
export const markOf = (kind: string): string => `[redacted ${kind}]`;

/** Finds the marks again; group 1 is the kind. */
export const MARK = /\[redacted ([a-z0-9-]{1,40})\]/g;

const FORMS: readonly SecretForm[] = [...TOKENS, ...ASSIGNMENTS, ...SETTINGS, MACHINE_MADE];

/** Before the kind of what has a secret's form and only shows that form. */
const PLACEHOLDER = 'placeholder-';

/** Before the kind of what has a secret's form and was probably made up. */
const MADE_UP = 'example-';

/** Before the kind of what only its name gives away, where the value looks random as well. */
const RANDOM = 'random-';

/** Kinds that are worth a finding: secrets beyond doubt, and what looks like them although it may be an example. */
export const TELLING_KINDS: ReadonlySet<string> = new Set([
  ...FORMS.flatMap(({ kind, certain, quiet }) =>
    quiet ? [] : certain ? [kind, `${MADE_UP}${kind}`] : [`${RANDOM}${kind}`],
  ),
  'private-key',
]);

/** The mark for one secret: it tells whoever reads on whether it may be a real one. */
function markFor({ kind, certain, quiet }: SecretForm, secret: string): string {
  if (quiet) return markOf(kind);
  if (isPlaceholder(secret)) return markOf(`${PLACEHOLDER}${kind}`);
  if (certain) return markOf(isMadeUp(secret) ? `${MADE_UP}${kind}` : kind);
  return markOf(isRandom(secret) && !isMadeUp(secret) ? `${RANDOM}${kind}` : kind);
}

/**
 * Takes out of a text what has the form of a secret. Line feeds stay where they are, and doing it twice is doing it once.
 * It is liberal: a reviewer does without a value more easily than its owner lives with its having been sent.
 */
export function redactText(text: string): string {
  return redactTokens(mayHoldPrivateKey(text) ? withoutPrivateKeys(text.split('\n')).join('\n') : text);
}

function redactTokens(text: string): string {
  let out = text;
  const small = text.toLowerCase();
  for (const form of FORMS) {
    const { pattern, hints, unless } = form;
    if (!hints.some((hint) => small.includes(hint))) continue;
    out = out.replaceAll(pattern, (...found: unknown[]) => {
      const whole = String(found[0]);
      const groups = found.at(-1);
      const secret = isGroups(groups) ? (groups['secret'] ?? whole) : whole;
      if (secret.startsWith('[redacted') || unless?.(secret) === true) return whole;
      const at = whole.lastIndexOf(secret);
      return `${whole.slice(0, at)}${markFor(form, secret)}${whole.slice(at + secret.length)}`;
    });
  }
  return out;
}

const isGroups = (value: unknown): value is Record<string, string | undefined> =>
  typeof value === 'object' && value !== null;

/** A file without its secrets, line for line. Files without any are handed back as they came. */
export const redactFile = (file: FileDiff): FileDiff => withHunks(file, file.hunks.map(redactHunk));

/** The file with these hunks in the place of its own; itself where they are its own. */
export function withHunks(file: FileDiff, hunks: readonly Hunk[]): FileDiff {
  return hunks.some((hunk, index) => hunk !== file.hunks[index]) ? { ...file, hunks } : file;
}

export const redactHunk = (hunk: Hunk): Hunk => finish(cleanHunk(hunk, redactLines(hunk.lines).split('\n')));

/** The hunk with these texts, which are clean; itself where they are its own. */
export function* cleanHunk(hunk: Hunk, clean: readonly string[]): Steps<Hunk> {
  const section = redactTokens(hunk.section);
  let same = section === hunk.section;
  const lines: DiffLine[] = [];
  yield* eachLine(hunk.lines, (line, index) => {
    const text = clean[index] ?? '';
    if (text !== line.text) same = false;
    lines.push(text === line.text ? line : { ...line, text });
  });
  return same ? hunk : { ...hunk, section, lines };
}

/** The texts of a hunk, clean, one a line. The old and the new side are read apart: a key that was replaced by another stands in both. */
export function redactLines(lines: readonly Pick<DiffLine, 'kind' | 'text'>[]): string {
  const texts = lines.map(({ text }) => text);
  const whole = texts.join('\n');
  if (!mayHoldPrivateKey(whole)) return redactTokens(whole);
  for (const other of ['+', '-'] as const) redactSide(lines, texts, other);
  return redactTokens(texts.join('\n'));
}

function redactSide(lines: readonly Pick<DiffLine, 'kind'>[], texts: string[], without: '+' | '-'): void {
  const side = [...lines.keys()].filter((index) => lines[index]?.kind !== without);
  const before = side.map((index) => texts[index] ?? '');
  const after = withoutPrivateKeys(before);
  if (after === before) return;
  for (const [place, index] of side.entries()) texts[index] = after[place] ?? '';
}
