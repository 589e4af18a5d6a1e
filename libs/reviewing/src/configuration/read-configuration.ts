import { LineCounter, type Document, isNode, parseDocument } from 'yaml';
import type { z } from 'zod';
import { Configuration, DEFAULT_CONFIGURATION } from './configuration.ts';

/** Where the file stands in a repository. */
export const CONFIGURATION_PATH = '.arbiter.yml';

/** Longest file that is read, characters. */
const MOST = 100_000;

/** Most complaints about one file: whoever has that many starts anew. */
const MOST_PROBLEMS = 20;

/** What is wrong with a file, and in which line, from 1. */
export interface Problem {
  readonly line: number;
  readonly message: string;
}

export interface ReadConfiguration {
  /** The defaults where there is any problem: half of what was meant may be the opposite of it. */
  readonly configuration: Configuration;
  readonly problems: readonly Problem[];
}

/**
 * Reads `.arbiter.yml`; undefined stands for a repository that has none. Never throws: every complaint names its line.
 * Aliases are refused, and so is a second document: there is nothing in the file that needs them.
 */
export function readConfiguration(text: string | undefined): ReadConfiguration {
  if (text === undefined || text.trim() === '') return { configuration: DEFAULT_CONFIGURATION, problems: [] };
  if (text.length > MOST) return refused([{ line: 1, message: `It is longer than ${String(MOST)} characters.` }]);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, version: '1.2' });
  const broken = [...document.errors, ...document.warnings].map(({ pos: [start], message }) => ({
    line: lines.linePos(start).line,
    message: firstLine(message),
  }));
  if (broken.length > 0) return refused(broken);
  const content = contentOf(document);
  if ('problem' in content) return refused([{ line: 1, message: content.problem }]);
  const { success, data, error } = Configuration.safeParse(content.value ?? {});
  if (success) return { configuration: data, problems: [] };
  return refused(error.issues.flatMap((issue) => problemsOf(issue, document, lines)));
}

function contentOf(document: Document): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: document.toJS({ maxAliasCount: 0 }) as unknown };
  } catch {
    return { problem: 'Aliases are not read here; write the value out.' };
  }
}

/** An unknown key is complained of in its own line, everything else in the line of the value. */
function problemsOf(issue: z.core.$ZodIssue, document: Document, lines: LineCounter): Problem[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code !== 'unrecognized_keys') {
    return [{ line: lineOf(path, document, lines), message: `${path.join('.') || 'The file'}: ${issue.message}` }];
  }
  return issue.keys.map((key) => ({
    line: lineOf([...path, key], document, lines),
    message: `${[...path, key].join('.')} is not known.`,
  }));
}

/** The line of a value, or of the nearest thing around it that is there. */
function lineOf(path: readonly (string | number)[], document: Document, lines: LineCounter): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    const start = isNode(node) ? node.range?.[0] : undefined;
    if (start !== undefined) return lines.linePos(start).line;
  }
  return 1;
}

const firstLine = (message: string): string => message.split('\n', 1)[0] ?? message;

const refused = (problems: readonly Problem[]): ReadConfiguration => ({
  configuration: DEFAULT_CONFIGURATION,
  problems: problems.slice(0, MOST_PROBLEMS),
});
