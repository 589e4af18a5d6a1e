import { hash } from 'node:crypto';
import type { Finding } from '../review/finding.ts';

/** Long enough that no two findings of a change share one by chance. */
const LENGTH = 22;

type Known = Pick<Finding, 'ruleId' | 'path' | 'side' | 'quote' | 'message'>;

/**
 * What a finding is known by from push to push: its rule, its file and the code that it is about, whatever the line. White
 * space says nothing. Where there is no quote, what is said tells it.
 * @param occurrence which of like findings of one review it is, from 0, in the order of the lines
 */
export function fingerprintOf({ ruleId, path, side, quote = '', message }: Known, occurrence = 0): string {
  const code = normalised(quote);
  const what = code === '' ? `said ${normalised(message)}` : code;
  const which = occurrence === 0 ? [] : [String(occurrence)];
  return hash('sha256', [ruleId, path, side, what, ...which].join('\0'), 'base64url').slice(0, LENGTH);
}

const normalised = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/**
 * Gives each finding its own: like ones in one file are counted, those for one place are one. A tool that says different
 * things of one place has found different things.
 */
export function fingerprinted(findings: readonly Finding[]): (Finding & { readonly fingerprint: string })[] {
  const places = new Map<string, Map<string, number>>();
  return findings.map((finding) => {
    const first = fingerprintOf(finding);
    const lines = `${String(finding.startLine)}-${String(finding.endLine)}`;
    const place = finding.source === 'sarif' ? `${lines} ${finding.message}` : lines;
    const known = places.get(first) ?? new Map<string, number>();
    const occurrence = known.get(place) ?? known.size;
    places.set(first, known.set(place, occurrence));
    return { ...finding, fingerprint: fingerprintOf(finding, occurrence) };
  });
}
