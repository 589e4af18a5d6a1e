import type { FileDiff } from '@arbiter/diff';
import type { Finding } from '../review/finding.ts';
import type { Said, SetAside } from '../review/review.ts';
import { quotedLinesOf, shareLines, standApart } from './places.ts';
import { DUPLICATE, similarityOf } from './similarity.ts';

type Fingerprinted = Finding & { readonly fingerprint: string };

export interface Sifted {
  readonly fresh: readonly Fingerprinted[];
  readonly setAside: readonly SetAside[];
}

/**
 * Leaves out what was said before on the change, and what is said twice in one review: by fingerprint, then by meaning.
 * Meaning is only asked of what a model wrote: rules and tools say the same words of different places. A model does that as
 * well: what it says of other lines of one review is another finding, in whatever words, and so is what it says of a place
 * that is demonstrably not the one of which it was said before, because that one still stands there.
 * @param findings the one that is to stay of two that mean the same first
 * @param files the whole change, also what of it is not reviewed again
 */
export function withoutRepeats(
  findings: readonly Fingerprinted[],
  said: readonly Said[],
  files: readonly FileDiff[],
): Sifted {
  const before = new Before(said, files);
  const fresh = new Fresh();
  const setAside: SetAside[] = [];
  for (const finding of findings) {
    if (before.has(finding)) setAside.push({ finding, reason: 'said-before' });
    else if (fresh.has(finding)) setAside.push({ finding, reason: 'same-as-another' });
    else fresh.add(finding);
  }
  return { fresh: fresh.all, setAside };
}

/** What was said on the change before. */
class Before {
  readonly #fingerprints: ReadonlySet<string>;
  readonly #said: ReadonlyMap<string, readonly Said[]>;
  readonly #files: ReadonlyMap<string, readonly FileDiff[]>;

  constructor(said: readonly Said[], files: readonly FileDiff[]) {
    const renamed = new Map(
      files.flatMap(({ path, previousPath }) => (previousPath === undefined ? [] : [[previousPath, path]])),
    );
    this.#fingerprints = new Set(said.map(({ fingerprint }) => fingerprint));
    this.#said = Map.groupBy(said, ({ path }) => renamed.get(path) ?? path);
    this.#files = Map.groupBy(files, ({ path }) => path);
  }

  has(finding: Fingerprinted): boolean {
    if (this.#fingerprints.has(finding.fingerprint)) return true;
    if (finding.source !== 'model') return false;
    const files = this.#files.get(finding.path) ?? [];
    return (this.#said.get(finding.path) ?? []).some(
      ({ message, quote, side = 'new' }) =>
        similarityOf(finding.message, message) >= DUPLICATE && !standApart({ quote, side }, finding, files),
    );
  }
}

/** What this review says for the first time. */
class Fresh {
  readonly all: Fingerprinted[] = [];
  readonly #fingerprints = new Set<string>();
  /** By path and source: a tool may have found ten thousand things in one file, and does not repeat itself. */
  readonly #known = new Map<string, Map<Finding['source'], Finding[]>>();

  add(finding: Fingerprinted): void {
    this.all.push(finding);
    this.#fingerprints.add(finding.fingerprint);
    const known = this.#known.get(finding.path) ?? new Map<Finding['source'], Finding[]>();
    const others = known.get(finding.source) ?? [];
    others.push(finding);
    known.set(finding.source, others);
    this.#known.set(finding.path, known);
  }

  has(finding: Fingerprinted): boolean {
    if (this.#fingerprints.has(finding.fingerprint)) return true;
    return [...(this.#known.get(finding.path) ?? [])].some(
      ([source, others]) =>
        (finding.source === 'model' || source !== finding.source) && others.some((other) => meanSame(finding, other)),
    );
  }
}

const meanSame = (finding: Finding, other: Finding): boolean =>
  overlap(finding, other) && similarityOf(finding.message, other.message) >= DUPLICATE;

/** Whether two findings are about lines that they share, as far as that is known. */
function overlap(one: Finding, other: Finding): boolean {
  if (one.startLine !== undefined && other.startLine !== undefined) {
    return one.startLine <= (other.endLine ?? other.startLine) && other.startLine <= (one.endLine ?? one.startLine);
  }
  const unknown = [one, other].some(({ quote }) => quotedLinesOf(quote).length === 0);
  return unknown || shareLines(one.quote, other.quote);
}
