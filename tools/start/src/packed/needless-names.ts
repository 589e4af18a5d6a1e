/** A line in which esbuild names a function that is within another one: such lines are indented. */
const INNER = /^[ \t].*\b__name\(.*$/gm;
/** The naming itself; not of a class, which says it of `this`, nor of a function that has another name in the pack. */
const NEEDLESS = /\b__name\((?!this,|([\w$]+), "(?!\1"))/g;

/** What needless naming becomes. */
export const KEEP = 'const __keep = (named) => named;';

/**
 * Takes needless names out of packed code. With `keepNames` esbuild has a function named again whenever it comes into being,
 * as it may have renamed it: 0.9 µs each time, and a request brings fifteen functions into being. Those that are not
 * within others keep that, and so do classes: these names stand in logs, and are given once.
 */
export const withoutNeedlessNames = (code: string): string =>
  code.replaceAll(INNER, (line) => line.replaceAll(NEEDLESS, '__keep('));
