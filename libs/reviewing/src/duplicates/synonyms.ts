import { stem } from './stem.ts';

/** Words that reviewers use for the same thing. Each line means its first word. */
const GROUPS: readonly string[] = [
  'null nil none undefined nullable nullish npe nullpointerexception nullpointer',
  'missing lacks lack absent omitted omits omit without forgot forgotten lacking',
  'error exception fail failure failing crash crashes panic throw throws raise raises nomethoderror typeerror keyerror attributeerror',
  'incorrect wrong invalid bug buggy broken mistake erroneous mismatch mismatched improper inconsistent inconsistency',
  'race concurrent concurrency thread threads threaded simultaneous toctou atomic nonatomic',
  'sync lock mutex synchronized synchronisation synchronization',
  'check validate validation verify guard ensure validated sanitize sanitise',
  'method function func call callback',
  'argument parameter param arg',
  'never dead unreachable unused redundant unnecessary useless superfluous',
  'delete remove drop destroy cleanup clear',
  'create add insert new',
  'update modify change mutate set',
  'return result response output',
  'slow performance inefficient expensive n+1 quadratic latency',
  'duplicate copy copypaste repeated',
  'test spec assertion assert',
  'config configuration setting option settings',
  'overwrite override overwrites shadow clobber',
  'loop iterate iteration foreach',
  'empty blank',
  'string text',
  'hardcoded literal constant magic',
  'dictionary dict map hash object',
  'list array slice collection',
  'default fallback',
  'deprecated outdated obsolete legacy',
  'leak leaks unclosed',
  'timeout deadline hang hangs block blocks stuck',
  'typo misspelled misspelling spelling',
  'rename name naming named',
  'permission authorization access privilege permit',
  'doc comment documentation docstring javadoc',
  'always every',
  'compile compilation compiler build',
  'vulnerability security unsafe insecure exploit attack injection',
  'ssrf url urls',
  'shared global singleton mutable same',
  'evaluate compute calculate',
  'order sequence sort',
  'type typed cast',
  'log logging logged logger',
];

const MEANINGS: ReadonlyMap<string, string> = new Map(
  GROUPS.flatMap((group) => {
    const words = group.split(' ');
    return words.map((word) => [stem(word), stem(words[0] ?? word)] as const);
  }),
);

/** The stem that stands for a word and its synonyms. */
export function meaningOf(word: string): string {
  const root = stem(word);
  return MEANINGS.get(root) ?? root;
}
