import { type Placement, suggestionBlock } from '@arbiter/reviewing';
import type { Reviewed } from './reviewed.ts';

/** The text of a comment. */
export function commentOn(placement: Placement, forge: 'github' | 'gitlab'): string {
  const suggestion = placement.to === 'line' && placement.suggestion && suggestionBlock(forge, placement.suggestion);
  return [placement.finding.message, ...(suggestion ? [suggestion] : [])].join('\n\n');
}

export const summaryOf = ({ outcome }: Reviewed): string => outcome.verdict.description;
