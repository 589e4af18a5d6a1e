/** The first dotted number in what a server says about itself ("postgres (PostgreSQL) 15.18 (Debian …)" -> "15.18"). */
export function findVersion(text: string): string | undefined {
  return /\d+(?:\.\d+)*/.exec(text)?.[0];
}

/** Negative if `a` is older than `b`, positive if it is newer. A missing part counts as 0: "15" equals "15.0". */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let part = 0; part < Math.max(left.length, right.length); part++) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function isAtLeast(version: string, oldest: string): boolean {
  return compareVersions(version, oldest) >= 0;
}

export function majorOf(version: string): string {
  return version.split('.')[0] ?? version;
}
