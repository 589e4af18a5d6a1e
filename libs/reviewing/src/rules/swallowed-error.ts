import { isComment } from './comments.ts';
import { type AddedLine, type FileView, type Rule, after, findingAt } from './file-view.ts';

const BRACES = new Set([
  'javascript',
  'typescript',
  'vue',
  'svelte',
  'java',
  'kotlin',
  'csharp',
  'php',
  'scala',
  'dart',
  'groovy',
  'cpp',
  'swift',
]);

/** `catch (e) {}` in one line, and its first line where the block ends in the next. */
const EMPTY_CATCH = /\bcatch\b\s*(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?\s*\{\s*\}/;
const OPEN_CATCH = /\bcatch\b\s*(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?\s*\{\s*$/;
const EMPTY_HANDLER =
  /\.catch\(\s*(?:async\s*)?(?:\(\s*\w*\s*\)|\w+)\s*=>\s*\{\s*\}\s*\)|\.catch\(\s*function\s*\(\s*\w*\s*\)\s*\{\s*\}\s*\)/;

/** Names by which somebody says that it is on purpose. */
const ON_PURPOSE = /\b(?:ignore[sd]?|ignoring|expected|unused|best[- ]effort|swallow\w*|suppress\w*|noop|no-op|_)\b/i;

const BROAD_EXCEPT = /^\s*except(?:\s+(?:Base)?Exception(?:\s+as\s+\w+)?)?\s*:\s*(pass|\.\.\.)?\s*$/;
const GO_ERROR = /^\s*(?:\}\s*else\s+)?if\s+(?:.*;\s*)?err\s*!=\s*nil\s*\{\s*(\})?\s*$/;
const RUBY_RESCUE = /^\s*rescue(?:\s+(?:StandardError|Exception))?(?:\s*=>\s*\w+)?\s*$|\brescue\s+nil\s*$/;

/** Hardly any line has one of these words, and those that have are read closely. */
const TELLING = /catch|except|rescue|err\b/;

/** Errors that are caught and forgotten, without a word. */
export const swallowedError: Rule = (view) => {
  if (view.test || view.document) return [];
  return view.added.flatMap((line) => {
    if (!TELLING.test(line.text)) return [];
    if (line.text.length > 400 || isComment(line.text, view.language) || ON_PURPOSE.test(line.text)) return [];
    const lines = swallows(view, line);
    return lines === 0 ? [] : [findingAt(view, line, TOLD, lines)];
  });
};

/** How many lines it takes; 0: nothing is swallowed. */
function swallows({ language = '' }: FileView, line: AddedLine): number {
  const { text } = line;
  const [next, second] = after(line, 2).map((each) => each.text.trim());
  if (BRACES.has(language)) {
    if (EMPTY_CATCH.test(text) || EMPTY_HANDLER.test(text)) return 1;
    return OPEN_CATCH.test(text) && next?.startsWith('}') === true ? 2 : 0;
  }
  if (language === 'python') {
    const found = BROAD_EXCEPT.exec(text);
    if (!found) return 0;
    if (found[1] !== undefined) return 1;
    return next === 'pass' || next === '...' ? 2 : 0;
  }
  if (language === 'go') {
    const found = GO_ERROR.exec(text);
    if (!found) return 0;
    if (found[1] !== undefined) return 1;
    return next === '}' ? 2 : 0;
  }
  if (language === 'ruby' && RUBY_RESCUE.test(text)) {
    if (/\brescue\s+nil\s*$/.test(text)) return 1;
    return next === 'end' || (next === 'nil' && second === 'end') ? 2 : 0;
  }
  return 0;
}

const TOLD = {
  rule: 'swallowed-error',
  severity: 'minor',
  category: 'error-handling',
  confidence: 0.8,
  message:
    'Whatever goes wrong here is caught and forgotten: nobody will learn of it, and what follows runs as if nothing had happened. Handle it, log it, or let it through; if it is meant to be passed over, catch only that error and say why in a comment.',
} as const;
