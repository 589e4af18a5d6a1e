import { type AddedLine, type FileView, type Rule, findingAt } from './file-view.ts';
import type { FileDiff } from '@arbiter/diff';
import { isComment } from './comments.ts';

/** What only somebody who debugs writes, by language. Each is a whole statement. */
const STATEMENTS: Readonly<Record<string, RegExp>> = {
  javascript: /^\s*debugger;?\s*$/,
  typescript: /^\s*debugger;?\s*$/,
  vue: /^\s*debugger;?\s*$/,
  svelte: /^\s*debugger;?\s*$/,
  python:
    /^\s*(?:breakpoint\(\)|import (?:i?pdb|pudb|web_pdb)(?:\s*;.*)?|(?:import \w+;\s*)?(?:i?pdb|pudb|web_pdb)\.set_trace\(\))\s*(?:#.*)?$/,
  ruby: /^\s*(?:binding\.(?:pry|irb|break)|byebug|debugger)\s*$/,
  php: /^\s*(?:\\?(?:var_dump|dd|ddd)\(.*\)|die\((?:['"](?:here|test|debug)['"])?\)|ray\(.*\));\s*$/,
  rust: /^\s*dbg!\(.*\);\s*$/,
  csharp: /^\s*(?:System\.Diagnostics\.)?Debugger\.(?:Break|Launch)\(\);\s*$/,
  elixir: /^\s*(?:require IEx;\s*)?IEx\.pry(?:\(\))?\s*$/,
  go: /^\s*(?:spew\.Dump\(.*\)|runtime\.Breakpoint\(\))\s*$/,
};

/** Printing, by language; group 1 is what is printed. */
const PRINTS: Readonly<Record<string, RegExp>> = {
  javascript: /^\s*console\.(?:log|debug|trace)\((.*)\);?\s*$/,
  typescript: /^\s*console\.(?:log|debug|trace)\((.*)\);?\s*$/,
  vue: /^\s*console\.(?:log|debug|trace)\((.*)\);?\s*$/,
  svelte: /^\s*console\.(?:log|debug|trace)\((.*)\);?\s*$/,
  python: /^\s*print\((.*)\)\s*$/,
  ruby: /^\s*(?:puts|p|pp)[ (](.*?)\)?\s*$/,
  php: /^\s*(?:echo|print_r|error_log)[ (](.*?)\)?;\s*$/,
  go: /^\s*(?:fmt\.Print(?:ln|f)?|println)\((.*)\)\s*$/,
  java: /^\s*System\.(?:out|err)\.print(?:ln|f)?\((.*)\);\s*$/,
  kotlin: /^\s*println\((.*)\)\s*$/,
  csharp: /^\s*(?:System\.)?(?:Console|Debug)\.WriteLine\((.*)\);\s*$/,
  rust: /^\s*e?println!\((.*)\);\s*$/,
  swift: /^\s*(?:print|NSLog)\((.*)\)\s*$/,
};

/** Words that nobody prints for others: `here`, `DEBUG`, `>>>`, `xxx`, a lone number. */
const TELLTALE =
  /^[fFrRb@$]?["'`]\s*(?:(?:here|hey|hi|hello\?*|foo|bar|baz|test(?:ing)?|asdf\w*|qwer\w*|wtf|lol|got here|reached(?: here)?|it works|why)\s*\d*[!?.:]*\s*(?:["'`]|$)|(?:debug(?:ging)?|dbg|xxx+|todo remove|remove me|delete me)\b|[>=*#!~-]{3,}|\d{1,3}["'`])/i;

/** A value, alone or behind one word: `(user)`, `({ error })`, `('headers:', headers)`. Nobody else can read that. */
const DUMP =
  /^(?:["'`][\w$.-]{1,30}:? ?["'`],\s*)?(?:[a-zA-Z_$][\w$]*(?:\??\.[\w$]+|\[[\w$]+\])*|\{\s*[\w$]+(?:,\s*[\w$]+)*\s*\})$/;
const SCRIPTS: ReadonlySet<string> = new Set(['javascript', 'typescript', 'vue', 'svelte']);

/** Where printing is what a program is for. */
const PRINTERS =
  /(?:^|\/)(?:scripts?|bin|cli|cmd|tools?|examples?|samples?|demos?|benchmarks?|playground|build|docs?|migrations?|seeds?)\/|(?:^|\/)(?:main|cli|manage|setup|gulpfile|webpack[\w.]*|build)\.\w+$/i;

/** Statements that were written to find an error, and left behind. */
export const debugLeftover: Rule = (view) => {
  if (view.document) return [];
  return view.added.flatMap((line) => {
    const what = leftover(view, line);
    return what === undefined ? [] : [findingAt(view, line, { ...toldOf(what), suggestion: null })];
  });
};

function leftover(view: FileView, { text }: AddedLine): 'stop' | 'print' | undefined {
  const language = view.language ?? '';
  if (text.length > 400 || isComment(text, view.language)) return undefined;
  if (STATEMENTS[language]?.test(text) === true) return 'stop';
  if (view.test || PRINTERS.test(view.path)) return undefined;
  const printed = PRINTS[language]?.exec(text)?.[1];
  if (printed === undefined) return undefined;
  const dumped = SCRIPTS.has(language) && DUMP.test(printed.trim()) && !printsElsewhere(view);
  return dumped || TELLTALE.test(printed.trim()) ? 'print' : undefined;
}

/** Whether the file printed before: then that is how it talks. */
function printsElsewhere({ file }: FileView): boolean {
  const known = PRINTING.get(file);
  if (known !== undefined) return known;
  const prints = file.hunks.some(({ lines }) =>
    lines.some(({ kind, text }) => kind !== '+' && /\bconsole\.\w+\(/.test(text)),
  );
  PRINTING.set(file, prints);
  return prints;
}

/** Looked up once a file: a long one may print in every line. */
const PRINTING = new WeakMap<FileDiff, boolean>();

const toldOf = (what: 'stop' | 'print') =>
  ({
    rule: 'debug-leftover',
    severity: what === 'stop' ? 'major' : 'minor',
    category: 'maintainability',
    message:
      what === 'stop'
        ? 'A debugging statement was left in: it stops the program, or prints its insides, for everybody who runs it. Remove it.'
        : 'This reads like output from a search for an error. Remove it, or log it with words that tell others what happened.',
    confidence: what === 'stop' ? 0.95 : 0.75,
  }) as const;
