import { commentBody, harmless, type Finding, type Placement, suggestionBlock, summaryBody } from '@arbiter/reviewing';
import type { Reviewed } from './reviewed.ts';

/** The text of a comment. */
export function commentOn(placement: Placement, forge: 'github' | 'gitlab'): string {
  const suggestion = placement.to === 'line' ? placement.suggestion : undefined;
  return commentBody(postable(placement.finding), suggestion && suggestionBlock(forge, suggestion));
}

/** The one comment on the change as a whole. */
export function summaryOf(
  { outcome, fallbacks, problems }: Reviewed,
  head: string | undefined,
  { commands = true }: { readonly commands?: boolean } = {},
): string {
  const told = fallbacks.map((fallback) => ({ ...fallback, finding: postable(fallback.finding) }));
  return summaryBody({ outcome, fallbacks: told, problems, commands, ...(head !== undefined && { head }) });
}

/** What another tool says is kept as it says it, and made harmless where it is posted: it may quote the change. */
const postable = (finding: Finding): Finding =>
  finding.source === 'sarif' ? { ...finding, message: harmless(finding.message) } : finding;
