import { type Finding, harmless, type ReviewOutcome } from '@arbiter/reviewing';

/**
 * Gives findings of other tools the words back that they came with. A review makes them harmless for a forge; whoever reads
 * them here wants to see what the tool said.
 *
 * @param external as they were read
 */
export function withOwnWords(outcome: ReviewOutcome, external: readonly Finding[]): ReviewOutcome {
  const words = new Map(
    external.map((finding) => [keyOf({ ...finding, message: harmless(finding.message) }), finding]),
  );
  const restored = (finding: Finding): Finding => {
    const known = finding.source === 'sarif' ? words.get(keyOf(finding)) : undefined;
    return known === undefined ? finding : { ...finding, message: known.message };
  };
  return {
    ...outcome,
    findings: outcome.findings.map(restored),
    overflow: outcome.overflow.map(restored),
    setAside: outcome.setAside.map((aside) => ({ ...aside, finding: restored(aside.finding) })),
  };
}

const keyOf = ({ ruleId, path, startLine, endLine, message }: Finding): string =>
  JSON.stringify([ruleId, path, startLine, endLine, message]);
