import type { FileDiff } from '@arbiter/diff';
import type { Finding } from '../review/finding.ts';
import type { Said, SetAside } from '../review/review.ts';
import { DUPLICATE, similarityOf } from './similarity.ts';

type Fingerprinted = Finding & { readonly fingerprint: string };

export interface Sifted {
  readonly fresh: readonly Fingerprinted[];
  readonly setAside: readonly SetAside[];
}

/**
 * Leaves out what was said before on the change, and what is said twice in one review: by fingerprint, then by meaning.
 * Meaning is only asked of what a model wrote: rules and tools say the same words of different places. Within one review a
 * model does that as well: what it says of other lines is another finding, in whatever words.
 * @param findings the one that is to stay of two that mean the same first
 */
export function withoutRepeats(
  findings: readonly Fingerprinted[],
  said: readonly Said[],
  files: readonly FileDiff[],
): Sifted {
  const renamed = new Map(
    files.flatMap(({ path, previousPath }) => (previousPath === undefined ? [] : [[previousPath, path]])),
  );
  const before = said.map((each) => ({ ...each, path: renamed.get(each.path) ?? each.path }));
  const known = new Set(said.map(({ fingerprint }) => fingerprint));
  const fresh: Fingerprinted[] = [];
  const setAside: SetAside[] = [];
  const taken = new Set<string>();
  for (const finding of findings) {
    if (known.has(finding.fingerprint) || meansSaid(finding, before)) setAside.push({ finding, reason: 'said-before' });
    else if (taken.has(finding.fingerprint) || fresh.some((other) => meansSame(finding, other))) {
      setAside.push({ finding, reason: 'same-as-another' });
    } else {
      taken.add(finding.fingerprint);
      fresh.push(finding);
    }
  }
  return { fresh, setAside };
}

const meansSaid = (finding: Finding, said: readonly Said[]): boolean =>
  finding.source === 'model' &&
  said.some(({ path, message }) => path === finding.path && similarityOf(finding.message, message) >= DUPLICATE);

function meansSame(finding: Finding, other: Finding): boolean {
  if (finding.path !== other.path || (finding.source !== 'model' && finding.source === other.source)) return false;
  return overlap(finding, other) && similarityOf(finding.message, other.message) >= DUPLICATE;
}

/** Whether two findings are about lines that they share, as far as that is known. */
function overlap(one: Finding, other: Finding): boolean {
  if (one.startLine !== undefined && other.startLine !== undefined) {
    return one.startLine <= (other.endLine ?? other.startLine) && other.startLine <= (one.endLine ?? one.startLine);
  }
  const lines = new Set(linesOf(one));
  return lines.size === 0 || linesOf(other).length === 0 || linesOf(other).some((line) => lines.has(line));
}

const linesOf = ({ quote = '' }: Finding): string[] =>
  quote
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
