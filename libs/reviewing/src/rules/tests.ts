import { isComment } from './comments.ts';
import { type AddedLine, type FileView, type Rule, before, findingAt } from './file-view.ts';

const SCRIPT = new Set(['javascript', 'typescript', 'vue', 'svelte']);
const NAMES = String.raw`(?:describe|context|suite|it|test|specify)`;

/** `it.only(` and its kin; groups: what stands before, the name, and what follows. */
const ONLY = new RegExp(
  String.raw`^(\s*)(${NAMES}(?:\.(?:concurrent|sequential|serial|parallel|each))?)\.only(?=[\s.(\`<])`,
);
const FOCUS = /^(\s*)f(describe|context|it|test)(?=\s*\(\s*['"`])/;
const RUBY_FOCUS =
  /^\s*(?:f(?:describe|context|it|specify)\b\s*[("']|(?:describe|context|it|specify)\b.*,\s*(?::focus\b|focus: true))/;
const PEST_ONLY = /->only\(\);\s*$/;

/** Tests that are switched off without a condition and without a word why. */
const SKIPS: Readonly<Record<string, RegExp>> = {
  python: /^\s*@(?:pytest\.mark\.skip(?:\(\s*\))?|unittest\.skip(?:\(\s*\))?)\s*$/,
  java: /^\s*@(?:Disabled|Ignore)(?:\(\s*(?:""\s*)?\))?\s*$/,
  kotlin: /^\s*@(?:Disabled|Ignore)(?:\(\s*(?:""\s*)?\))?\s*$/,
  go: /^\s*t\.(?:Skip|SkipNow)\(\s*\)\s*$/,
  rust: /^\s*#\[ignore\]\s*$/,
  csharp: /^\s*\[(?:Ignore|Fact\(Skip\s*=\s*""\)|Theory\(Skip\s*=\s*""\))\]\s*$/,
  php: /markTestSkipped\(\s*\);\s*$/,
  ruby: /^\s*x(?:describe|context|it|specify)\b\s*[("']/,
};
const SCRIPT_SKIP = new RegExp(String.raw`^\s*(?:${NAMES}\.skip|x(?:describe|context|it|test))\s*\(\s*['"\`]`);

/** A word why, or where to read more: in a comment, and in the test's own name. */
const REASON =
  /#\d+|https?:|\b[A-Z][A-Z0-9]+-\d+\b|\b(?:because|until|since|flak[ey]|broken|fails?|todo|fixme|issue|bug|blocked|requires?|needs?|not (?:yet )?(?:supported|implemented)|disabled?|skip(?:ped|ping)?)\b/i;
const NAMED_REASON = /#\d+|https?:|\b(?:because|until|flaky|skipped|disabled)\b/i;

/** Tests that run alone, so that all others do not, and tests that do not run. */
export const tests: Rule = (view) => {
  if (view.document || !mayBeTest(view)) return [];
  return view.added.flatMap((line) => {
    if (line.text.length > 400 || isComment(line.text, view.language)) return [];
    return focused(view, line) ?? skipped(view, line) ?? [];
  });
};

const mayBeTest = ({ test, language }: FileView): boolean => test || language === 'rust';

function focused(view: FileView, line: AddedLine) {
  const language = view.language ?? '';
  const { text } = line;
  const script = SCRIPT.has(language);
  const found = script
    ? ONLY.test(text) || FOCUS.test(text)
    : (language === 'ruby' && RUBY_FOCUS.test(text)) || (language === 'php' && PEST_ONLY.test(text));
  if (!found) return undefined;
  const suggestion = script ? text.replace(ONLY, '$1$2').replace(FOCUS, '$1$2') : undefined;
  const told = {
    rule: 'focused-test',
    severity: 'major',
    category: 'tests',
    confidence: 0.95,
    message:
      'This test runs alone: all others of the file, or of the whole run, are left out, and the build is green without them. Take the focus off before merging.',
    ...(suggestion !== undefined && { suggestion }),
  } as const;
  return [findingAt(view, line, told)];
}

function skipped(view: FileView, line: AddedLine) {
  const { text } = line;
  const language = view.language ?? '';
  const pattern = SCRIPT.has(language) ? SCRIPT_SKIP : SKIPS[language];
  if (pattern?.test(text) !== true) return undefined;
  const above = before(line)?.text ?? '';
  const comment = text.search(/\s(?:\/\/|#)\s/);
  if (isComment(above, view.language) && REASON.test(above)) return undefined;
  if (NAMED_REASON.test(text.replace(pattern, '')) || (comment >= 0 && REASON.test(text.slice(comment))))
    return undefined;
  return [
    findingAt(view, line, {
      rule: 'skipped-test',
      severity: 'minor',
      category: 'tests',
      confidence: 0.8,
      message:
        'This test is switched off, and nothing says why or until when. Fix or delete it, or write the reason and the issue beside it.',
    }),
  ];
}
