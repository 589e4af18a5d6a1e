import { matcherOf } from './globs.ts';

const MARKS = { 'linguist-generated': 'generated', 'linguist-vendored': 'vendored' } as const;
type Mark = (typeof MARKS)[keyof typeof MARKS];

interface Rule {
  readonly matches: (path: string) => boolean;
  readonly mark: Mark;
  readonly set: boolean;
}

/**
 * What a `.gitattributes` says of paths, as linguist reads it: `linguist-generated` and `linguist-vendored`; the last line
 * that names the attribute decides, `-` and `=false` take it back.
 */
export function markedBy(gitattributes: string): (path: string) => Mark | undefined {
  const rules = gitattributes.split('\n').flatMap(rulesOf).reverse();
  return (path) => {
    for (const mark of Object.values(MARKS)) {
      if (rules.find((rule) => rule.mark === mark && rule.matches(path))?.set === true) return mark;
    }
    return undefined;
  };
}

function rulesOf(line: string): Rule[] {
  const [, quoted, plain, rest = ''] = /^\s*(?:"([^"]+)"|([^\s#"]\S*))\s+(.*)$/.exec(line) ?? [];
  const pattern = quoted ?? plain;
  if (pattern === undefined || pattern.startsWith('!')) return [];
  return rest.split(/\s+/).flatMap((attribute) => {
    const [, off, name = '', value] = /^([-!]?)([\w-]+)(?:=(\S*))?$/.exec(attribute) ?? [];
    const mark = Object.entries(MARKS).find(([known]) => known === name)?.[1];
    if (mark === undefined) return [];
    return [{ matches: matcherOf([pattern]), mark, set: off === '' && value !== 'false' && value !== '0' }];
  });
}
