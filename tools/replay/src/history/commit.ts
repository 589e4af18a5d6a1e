/** Who did something to a commit, and when, as the repository says it. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  /** Seconds since 1970. */
  readonly seconds: number;
  /** The same instant with the writer's own offset: `2026-01-02T03:04:05+01:00`. */
  readonly date: string;
}

/** The paths that a commit touched; the first hundred of each kind. Empty for a merge. */
export interface TouchedFiles {
  readonly added: string[];
  readonly removed: string[];
  readonly modified: string[];
}

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  /** Without the newlines at its end; may be empty. */
  readonly message: string;
  readonly files: TouchedFiles;
}

/** No forge knows commits of the far future; such dates are broken clocks. */
const LAST_SECOND = Date.UTC(2100, 0, 1) / 1000 - 1;

/** Makes a signature of git's raw date, `1700000000 +0100`, whatever nonsense stands there. */
export function signature(name: string, email: string, rawDate: string): Signature {
  const [, seconds = '0', sign = '+', hours = '00', minutes = '00'] =
    /^(-?\d+) ([+-])(\d\d)(\d\d)$/.exec(rawDate) ?? [];
  const at = Math.min(Math.max(Number(seconds), 0), LAST_SECOND);
  const known = Number(hours) < 15 && Number(minutes) < 60;
  const offset = known ? (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60 : 60) : 0;
  const local = new Date((at + offset) * 1000).toISOString().slice(0, 19);
  return { name, email, seconds: at, date: local + (known ? `${sign}${hours}:${minutes}` : '+00:00') };
}
