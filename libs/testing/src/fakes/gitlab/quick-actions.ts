import type { GitlabMergeRequest } from './records.ts';

/** What GitLab obeys when a line of a note begins with it. */
const ORDER =
  /^\/(approve|assign|assign_reviewer|close|cc|copy_metadata|done|draft|due|duplicate|estimate|label|lock|merge|milestone|move|ready|rebase|relabel|remove_\w+|reopen|request_review|reviewer|shrug|spend|submit_review|subscribe|tableflip|target_branch|title|todo|unapprove|unassign|unlabel|unlock|unsubscribe|wip|wait)\b(.*)$/;

/**
 * Takes the orders out of a note and obeys them, as GitLab does: each line outside of code, quotes and HTML comments that begins
 * with a slash and a word that it knows. What is left is the note.
 */
export function obey(mergeRequest: GitlabMergeRequest, body: string): string {
  let fence = '';
  const left: string[] = [];
  for (const line of body.split('\n')) {
    const mark = /^\s*(`{3,}|~{3,}|>>>)/.exec(line)?.[1] ?? '';
    if (mark !== '' && (fence === '' || mark.startsWith(fence))) fence = fence === '' ? mark : '';
    const order = fence === '' ? ORDER.exec(line.trimEnd()) : null;
    if (order === null) left.push(line);
    else apply(mergeRequest, order[1] ?? '', (order[2] ?? '').trim(), line);
  }
  return left.join('\n').trim();
}

function apply(mergeRequest: GitlabMergeRequest, order: string, argument: string, line: string): void {
  mergeRequest.quickActions.push(line);
  if (order === 'close') mergeRequest.state = 'closed';
  if (order === 'reopen') mergeRequest.state = 'opened';
  if (order === 'merge') mergeRequest.state = 'merged';
  if (order === 'draft') mergeRequest.draft = true;
  if (order === 'ready') mergeRequest.draft = false;
  if (order === 'title') mergeRequest.title = argument;
  if (order === 'label') mergeRequest.labels.push(...argument.split(/\s+/).map((label) => label.replace(/^~/, '')));
}
