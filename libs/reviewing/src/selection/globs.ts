import picomatch from 'picomatch';

/** `dot`: files such as `.github/…` are files like others. What gitignore does not know is no syntax here either. */
const OPTIONS = { dot: true, noextglob: true, nonegate: true, strictSlashes: false } as const;

/**
 * Says whether a path is meant by a list of patterns, read as git reads `.gitignore`: the last one that matches decides,
 * `!` takes back, a pattern with a slash inside counts from the root, others match at any depth, and a folder means
 * everything in it. Braces (`*.{ts,js}`) are understood besides.
 */
export function matcherOf(patterns: readonly string[]): (path: string) => boolean {
  const steps = patterns.map((pattern) => {
    const back = pattern.startsWith('!');
    return { back, matches: picomatch(globsOf(back ? pattern.slice(1) : pattern), OPTIONS) };
  });
  return (path) => {
    let meant = false;
    for (const { back, matches } of steps) if (back === meant && matches(path)) meant = !back;
    return meant;
  };
}

function globsOf(pattern: string): string[] {
  const whole = pattern.trim().replaceAll(/[()]/g, '\\$&');
  const folder = whole.endsWith('/');
  const bare = whole.replace(/\/+$/, '').replace(/^\/+/, '');
  const rooted = whole.startsWith('/') || bare.includes('/');
  const from = rooted ? bare : `**/${bare}`;
  return folder ? [`${from}/**/*`] : [from, `${from}/**/*`];
}
