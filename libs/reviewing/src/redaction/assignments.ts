import { isPassword, isStandIn, looksRandom } from './entropy.ts';
import { changesIn } from './machine-made.ts';
import type { SecretForm } from './patterns.ts';

/** Names of what holds a secret, alone or as part of a longer name. */
const NAME =
  '(?:pass(?:word|wd|phrase)|pwd|secret|token|api[._-]?key|access[._-]?key|private[._-]?key|account[._-]?key|encryption[._-]?key|signing[._-]?key|client[._-]?secret|credentials?|auth[._-]?key)';

/** What each of those names has in it. */
const NAMED = ['pass', 'pwd', 'secret', 'token', 'key', 'credential'] as const;

/** Not a secret: what is read from elsewhere, an address, or what stands where a secret would. */
const harmless = (secret: string): boolean =>
  isStandIn(secret) || /^(?:https?:\/\/|\.{0,2}\/|process\.env|os\.environ|env[.[(]|\$|%|#\{|\{|<)/i.test(secret);

/** Where the name says that it is a secret, and the value how likely. Taken out liberally; not certain enough to accuse. */
export const ASSIGNMENTS: readonly SecretForm[] = [
  {
    kind: 'aws-secret-key',
    hints: ['aws', 'secret'],
    pattern:
      /(?:aws.{0,20}?(?:secret|sk)|secret[_-]?access[_-]?key).{0,30}?[=:>]\s*["'`]?(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/gi,
    certain: true,
    unless: (secret) => /^(.)\1+$/.test(secret),
  },
  {
    kind: 'password-in-url',
    hints: ['://'],
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/?#@"'`<>]{0,100}:(?<secret>[^\s/"'`<>]{1,200})@(?=[\w.[-])/gi,
    certain: false,
    unless: harmless,
  },
  {
    kind: 'authorization',
    hints: ['bearer', 'basic', 'token'],
    pattern: /\b(?:bearer|basic|token)\s+(?<secret>[A-Za-z0-9+/._~=-]{12,})/gi,
    certain: false,
    unless: (secret) => (secret.length < 16 ? changesIn(secret) < 4 : !looksRandom(secret)),
  },
  {
    kind: 'password-in-connection',
    hints: ['password', 'pwd', 'accesskey', 'access_token', 'key', 'sig'],
    pattern:
      /[;?&"'](?:password|pwd|accesskey|access_token|api_?key|sig)\s*=\s*(?<secret>\{[^}\n]{3,200}\}|[^\s;&"'`<>]{4,}(?: [^\s;&"'`<>]{1,100}){0,3}(?=;)|[^\s;&"'`<>]{4,})/gi,
    certain: false,
    unless: (secret) => harmless(secret.replace(/^\{(?=[^{%$])/, '')) || /[()[\]]/.test(secret),
  },
  {
    kind: 'password-in-connection',
    hints: ['password', 'pwd', 'accesskey', 'access_token', 'key', 'sig'],
    pattern: /\s(?:password|pwd|accesskey|access_token|api_?key|sig)\s*=\s*(?<secret>[^\s;&"'`<>,]{4,})/gi,
    certain: false,
    // Behind a blank it may be code as well, which gives a name another name.
    unless: (secret) => harmless(secret) || !isPassword(secret),
  },
  {
    kind: 'secret',
    hints: NAMED,
    pattern: new RegExp(
      `${NAME}[\\w-]{0,30}["'\`\\])]{0,3}\\s{0,5}(?::=|=>|[!=]?={1,2}|[:,]|<-|\\|\\||\\?\\?|\\?:)\\s{0,5}(?:[a-z]{1,2})?["'\`](?<secret>[^"'\`\\s]{8,400})["'\`]`,
      'gi',
    ),
    certain: false,
    unless: harmless,
  },
  {
    kind: 'secret',
    hints: NAMED,
    pattern: new RegExp(`${NAME}[\\w-]{0,30}\\s{0,3}[=:]\\s{0,3}(?<secret>[A-Za-z0-9+/_~.=-]{16,400})`, 'gi'),
    certain: false,
    unless: (secret) => !looksRandom(secret) || /^[\w$]+(?:\.[\w$]+)+$/.test(secret),
  },
];
