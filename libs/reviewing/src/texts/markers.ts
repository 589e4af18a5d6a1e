/** What a comment of ours says of itself, where only programs look. Believe it only of comments that we wrote. */
const FINDING = /<!-- arbiter:finding v1 ([\w-]{10,40}) (\S{1,300}) -->/;
const SUMMARY = /<!-- arbiter:summary v1(?: head=([0-9a-f]{40,64}))? -->/;

/** Marks a comment about a finding. */
export const findingMarker = ({
  fingerprint,
  ruleId,
}: {
  readonly fingerprint: string;
  readonly ruleId: string;
}): string => `<!-- arbiter:finding v1 ${fingerprint} ${encodeURIComponent(ruleId)} -->`;

/** Marks the one summary of a change, with the commit that was reviewed last. */
export const summaryMarker = (head?: string): string =>
  `<!-- arbiter:summary v1${head === undefined ? '' : ` head=${head}`} -->`;

/** The finding that a comment of ours is about; undefined where it is none. */
export function findingMarkedIn(body: string): { readonly fingerprint: string; readonly ruleId: string } | undefined {
  const [, fingerprint, rule] = FINDING.exec(body) ?? [];
  if (fingerprint === undefined || rule === undefined) return undefined;
  try {
    return { fingerprint, ruleId: decodeURIComponent(rule) };
  } catch {
    return undefined;
  }
}

/** Whether a comment of ours is the summary, and of which commit. */
export function summaryMarkedIn(body: string): { readonly head?: string } | undefined {
  const found = SUMMARY.exec(body);
  if (!found) return undefined;
  const [, head] = found;
  return head === undefined ? {} : { head };
}
