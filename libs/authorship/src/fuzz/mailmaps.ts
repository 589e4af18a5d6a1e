import type { Bytes } from '../bytes.ts';
import { mutate } from './mutate.ts';
import type { Random } from './random.ts';

/** A `.mailmap` and contacts to ask it about. */
export interface MailmapCase {
  readonly mailmap: Bytes;
  readonly contacts: readonly Bytes[];
}

const NAMES = ['Ada', 'ADA', 'Ada L.', 'J\xf6rg', 'J\xc3\xb6rg', 'x', 'Eve  E', '', ' ', 'a#b', '# Ada'] as const;
const EMAILS = [
  'ada@x.org',
  'ADA@X.ORG',
  'ada@x.or',
  'e@y',
  '',
  ' e@y',
  'e@y ',
  '\xe4@y',
  '\xc4@y',
  'a<b',
  'bob',
] as const;
const SPACES = ['', ' ', '  ', '\t', ' \t ', '\r', '\v'] as const;
const ENDS = ['\n', '\n', '\n', '\r\n', '', ' # why\n', ' trailing\n', '\0\n', '\n\n'] as const;

/** A case made from scratch, and mostly damaged a little. */
export function makeMailmap(random: Random): MailmapCase {
  const lines = random.several(0, 8, () => makeLine(random));
  return { mailmap: maybe(lines.join(''), random), contacts: random.several(1, 12, () => makeContact(random)) };
}

/** A case of some lines of a real file, damaged, and contacts made of its own names and addresses. */
export function varyMailmap(lines: readonly [Bytes, ...Bytes[]], random: Random): MailmapCase {
  const some = random.several(1, 30, () => random.pick(lines));
  const contacts = random.several(1, 12, () => varyContact(random.pick(some as [Bytes, ...Bytes[]]), random));
  return { mailmap: maybe(`${some.join('\n')}\n`, random), contacts };
}

const makePair = (random: Random): Bytes => `${random.pick(NAMES)}${random.pick(SPACES)}<${random.pick(EMAILS)}>`;

function makeLine(random: Random): Bytes {
  const pairs = random.several(1, random.chance(0.1) ? 3 : 2, () => makePair(random));
  const line = random.pick(SPACES) + pairs.join(random.pick(SPACES)) + random.pick(ENDS);
  return random.chance(0.02) ? line.padStart(1000 + random.below(60), 'long ') : line;
}

/** Mostly a contact; one that is none ends git's answers, and is rare for that. */
function makeContact(random: Random): Bytes {
  const contact = random.pick(SPACES) + makePair(random) + random.pick(['', '', ' 123 +0100', ' >', 'x', '\r', '\0<']);
  return oneLine(random.chance(0.1) ? mutate(contact, random) : contact);
}

function varyContact(line: Bytes, random: Random): Bytes {
  const [first = ''] = /[^<>]*<[^<>]*>$/.exec(line.trimEnd()) ?? [];
  const changed = random.chance(0.3) ? first.toUpperCase() : first.trimStart();
  return oneLine(random.chance(0.15) ? mutate(changed, random) : changed);
}

const maybe = (text: Bytes, random: Random): Bytes => (random.chance(0.5) ? mutate(text, random) : text);

const oneLine = (text: Bytes): Bytes => text.replaceAll('\n', ' ');
