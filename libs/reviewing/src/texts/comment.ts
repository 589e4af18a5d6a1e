import { fingerprintOf } from '../duplicates/fingerprint.ts';
import type { Finding } from '../review/finding.ts';
import { findingMarker } from './markers.ts';

/**
 * The body of a comment about one finding: how much it matters, what is wrong, what could stand there instead, and the
 * marker by which it is known again.
 * @param suggestion a block that the forge offers to commit, as `suggestionBlock` writes it
 */
export function commentBody(finding: Finding, suggestion?: string): string {
  const { severity, category, message, ruleId } = finding;
  const fingerprint = finding.fingerprint ?? fingerprintOf(finding);
  return [
    `**${severity}** · ${inWords(category)} · ${inCode(ruleId)}`,
    message,
    ...(suggestion === undefined ? [] : [suggestion]),
    findingMarker({ fingerprint, ruleId }),
  ].join('\n\n');
}

/** A name of ours or of another tool as code that nothing in it can end. */
export const inCode = (text: string): string =>
  `\`${text
    .replaceAll(/[`\s\p{Cc}\p{Cf}]+/gu, ' ')
    .replaceAll('<!--', '<! --')
    .trim()
    .slice(0, 300)}\``;

const inWords = (category: string): string => category.replaceAll(/[^\p{L}\p{N} -]+/gu, ' ').trim();
