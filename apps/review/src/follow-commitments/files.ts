import { hashOf } from './words.ts';

/** Files that nearly every commit touches say nothing about what it is for. */
const EVERYBODYS =
  /(?:^|\/)(?:readme|changelog|changes|news|history|authors|contributors|version|package|package-lock|composer|cargo|go|pom|setup|pyproject|requirements|yarn|pnpm-lock)(?:\.[a-z]+)?$/i;

/** A file by its name: with a folder before it or an ending that files have. */
const FILE = /(?<![\w@:/.-])(?:[\w.-]+\/)*[\w-]{2,}\.(?!com\b|org\b|io\b|net\b|e\b)[a-zA-Z][a-zA-Z\d]{0,4}\b(?!\/|\()/g;
/** What stands between backticks, and names that only programs have: `parseDate`, `date_parser`, `DateParser`. */
const IDENTIFIER =
  /`([\w./-]{3,80}?)(?:\(\))?`|\b([a-z]+(?:_[a-z\d]+)+|[a-z]+(?:[A-Z][a-z\d]+)+|(?:[A-Z][a-z\d]+){2,})\b/g;
/** Files that everybody calls by their names. */
const CALLED = /\b(?:README|CHANGELOG|CONTRIBUTING|LICENSE|Dockerfile|Makefile)\b/g;

/** The paths among those that tell what a commit is for. */
export const tellingPaths = (paths: readonly string[]): string[] => paths.filter((path) => !EVERYBODYS.test(path));

/** The files and identifiers that a text names, in its own words, each once. */
export function namedFiles(text: string): string[] {
  const names = [
    ...Array.from(text.matchAll(FILE), ([name]) => name),
    ...Array.from(text.matchAll(IDENTIFIER), ([, quoted, plain]) => quoted ?? plain ?? ''),
    ...Array.from(text.matchAll(CALLED), ([name]) => name),
  ];
  return [...new Set(names)];
}

/** By which keys a path is kept with work: the whole of it first, its last name, and that name without its ending. */
export function fileKeys(path: string): number[] {
  const last = path.slice(path.lastIndexOf('/') + 1);
  return [...new Set([path.toLowerCase(), last.toLowerCase(), stemOf(last)])].map(hashOf);
}

/** Names that there are many of: only the whole path tells them apart. */
const COMMON = /^(?:index|main|mod|lib|utils?|types?|constants?|config|__init__|test|tests)(?:\.|$)/i;

/** The keys under which a path stands that is named so: whole, by its last name, or by that without an ending. */
export function nameKeys(name: string): number[] {
  const last = name.slice(name.lastIndexOf('/') + 1);
  const whole = name.includes('/') ? [name.toLowerCase()] : [];
  if (COMMON.test(last)) return whole.map(hashOf);
  return (last.includes('.') ? [...whole, last.toLowerCase()] : [...whole, stemOf(last)]).map(hashOf);
}

/** `date_parser.spec.ts`, `DateParser.java` and `date-parser` are one. */
const stemOf = (name: string): string =>
  `${name
    .replace(/(?<=.)\..*$/, '')
    .replaceAll(/[_-]/g, '')
    .toLowerCase()}.`;
