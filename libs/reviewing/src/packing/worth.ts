import type { FileDiff } from '@arbiter/diff';
import { extensionOf, languageOf } from '../selection/languages.ts';

const TEST =
  /(?:^|\/)(?:\w+[-_])?(?:tests?|specs?|__tests__|testing|fixtures|testdata|e2e|mocks?)\/|[._-](?:test|spec|e2e)s?\.\w+$|(?:^|\/)test_[^/]+$|(?:Test|Tests|Spec)\.\w+$/;
const DOCS =
  /(?:^|\/)(?:docs?|examples?|samples?|website)\/|\.(?:md|mdx|rst|txt|adoc)$|(?:^|\/)(?:CHANGELOG|LICENSE|NOTICE|AUTHORS)[^/]*$/i;
const DATA = new Set([
  'json',
  'jsonl',
  'csv',
  'tsv',
  'svg',
  'xml',
  'po',
  'pot',
  'ipynb',
  'lock',
  'txt',
  'html',
  'css',
  'scss',
  'less',
]);
const DANGEROUS =
  /auth|login|passw|session|token|crypt|secret|credential|permission|polic(?:y|ies)|access|acl|rbac|saniti|escap|sql|quer(?:y|ies)|migrat|payment|billing|invoice|money|admin|upload|download|exec|command|deserial|oauth|jwt|saml|cors|csrf|webhook|proxy|sandbox|workflows\/|Dockerfile|\.tf$/i;

export const isTest = (path: string): boolean => TEST.test(path);
export const isDocument = (path: string): boolean => DOCS.test(path);

/**
 * How much a look at a file is worth, where there is no room for all: source before what builds and deploys it, before
 * tests, documents and data; what guards something first; and what adds code before what only removes it.
 */
export function worthOf({ path, status, hunks }: FileDiff): number {
  const adds = status !== 'deleted' && hunks.some(({ lines }) => lines.some(({ kind }) => kind === '+'));
  return kindOf(path) + (DANGEROUS.test(path) ? 1.5 : 0) - (adds ? 0 : 3);
}

function kindOf(path: string): number {
  if (isTest(path)) return 2;
  if (isDocument(path)) return 1;
  if (DATA.has(extensionOf(path))) return 0.5;
  return languageOf(path) === undefined ? 3 : 4;
}
