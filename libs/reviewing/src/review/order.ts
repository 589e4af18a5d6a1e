import { type Finding, SEVERITIES, type Severity } from './finding.ts';

/** The place of a severity: 0 is the least. */
export const rankOf = (severity: Severity): number => SEVERITIES.indexOf(severity);

/** How much a finding weighs: by its severity, then by how sure it is. */
export const weightOf = ({ severity, confidence }: Pick<Finding, 'severity' | 'confidence'>): number =>
  rankOf(severity) + Math.min(0.99, confidence);

/** The weightiest first; like ones in the order of files and lines. */
export function byWeight(a: Finding, b: Finding): number {
  if (a.severity !== b.severity) return rankOf(b.severity) - rankOf(a.severity);
  if (a.confidence !== b.confidence) return b.confidence - a.confidence;
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return (a.startLine ?? 0) - (b.startLine ?? 0);
}
