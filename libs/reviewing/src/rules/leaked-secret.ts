import { TELLING_KINDS, MARK } from '../redaction/redact.ts';
import { type AddedLine, type FileView, type Rule, type Told, findingAt } from './file-view.ts';

/** Kinds that tests are full of, and that open nothing there. */
const USUAL_IN_TESTS = /^(?:private-key|jwt|random-|example-)/;

/** Files that show how another is to be filled in. */
const TEMPLATE = /(?:^|[./_-])(?:example|sample|template|dist)s?(?:[./_-]|$)/i;

/** What redaction took out of added lines, where it is a secret beyond doubt. The value itself is nowhere any more. */
export const leakedSecret: Rule = (view) => {
  const quiet = view.test || view.document || TEMPLATE.test(view.path);
  let lastOfKey = -1;
  return markedLines(view).flatMap((line) => {
    const kind = Array.from(line.text.matchAll(MARK), ([, each = '']) => each).find(
      (each) => TELLING_KINDS.has(each) && !(quiet && USUAL_IN_TESTS.test(each)),
    );
    if (kind === undefined) return [];
    // A key of many lines is one secret.
    const same = kind === 'private-key' && line.number === lastOfKey + 1;
    if (kind === 'private-key') lastOfKey = line.number;
    return same ? [] : [findingAt(view, line, toldOf(kind, quiet))];
  });
};

/** What was moved is no less public: all added lines count. */
const markedLines = ({ file }: FileView): AddedLine[] =>
  file.hunks.flatMap((hunk) =>
    hunk.lines.flatMap(({ kind, new: number, text }, index) =>
      kind === '+' && number !== null && text.includes('[redacted ') ? [{ text, number, hunk, index }] : [],
    ),
  );

function toldOf(kind: string, quiet: boolean): Told {
  const told = { rule: 'leaked-secret', category: 'security' };
  if (kind.startsWith('example-')) {
    const message = `This has the form of a real ${nameOf(kind.slice('example-'.length))}, and may be an example. If it opens anything, revoke it and make a new one; either way, code should read it from the environment or a secret store.`;
    return { ...told, severity: 'minor', confidence: 0.5, message };
  }
  const likely = kind.startsWith('random-');
  return {
    ...told,
    severity: likely || quiet ? 'major' : 'critical',
    confidence: likely ? 0.7 : 0.95,
    message: `This looks like a real ${nameOf(kind)}. Whoever can read the repository has it now, also after it is removed from here: revoke it, make a new one, and read that from the environment or a secret store.`,
  };
}

const NAMES: Readonly<Record<string, string>> = {
  jwt: 'signed token (JWT)',
  'random-secret': 'secret or password',
  'random-authorization': 'credential of an `Authorization` header',
  'random-password-in-url': 'password in a URL',
  'random-password-in-connection': 'password in a connection string',
};

const WRITTEN: Readonly<Record<string, string>> = {
  aws: 'AWS',
  github: 'GitHub',
  gitlab: 'GitLab',
  openai: 'OpenAI',
  npm: 'npm',
  pypi: 'PyPI',
  xai: 'xAI',
};

/** `AWS access key` of `aws-access-key`. */
function nameOf(kind: string): string {
  const [first = '', ...rest] = kind.split('-');
  const brand = WRITTEN[first] ?? (first === 'private' ? first : first.charAt(0).toUpperCase() + first.slice(1));
  return NAMES[kind] ?? [brand, ...rest].join(' ');
}
