import type { RawFinding } from '../asking/review.answer.ts';
import type { FileView } from './file-view.ts';

/** Changed lines of code beyond which reviewers are known to find little. */
const MOST_LINES = 1_500;

/** A change that nobody can review well. It is about the whole change and stands in no file. */
export function largeChange(views: readonly FileView[]): readonly RawFinding[] {
  const code = views.filter(({ document, language }) => !document && language !== undefined);
  const lines = code.reduce((sum, view) => sum + changedLines(view), 0);
  if (lines <= MOST_LINES) return [];
  const folders = new Set(code.map(({ path }) => path.split('/').slice(0, 2).join('/')));
  return [
    {
      ruleId: 'arbiter/very-large-change',
      path: '',
      side: 'new',
      quote: '',
      message: `This change touches ${String(lines)} lines of code in ${String(code.length)} files (${String(folders.size)} folders). Reviews of that size miss most of what is wrong. If it can be parted (what only moves or renames, what prepares, what changes behaviour), part it.`,
      severity: 'minor',
      category: 'maintainability',
      confidence: 0.8,
    },
  ];
}

/** What is added and what is taken away is one change where both stand side by side. */
function changedLines({ file }: FileView): number {
  let [added, removed] = [0, 0];
  for (const { lines } of file.hunks) {
    for (const { kind } of lines) {
      if (kind === '+') added += 1;
      else if (kind === '-') removed += 1;
    }
  }
  return file.status === 'deleted' ? 0 : Math.max(added, removed);
}
