/** How much a finding matters; the order is that of the weight. */
export const SEVERITIES = ['info', 'minor', 'major', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Where the finding comes from: a model, our own rules, or another tool's report. */
export type FindingSource = 'model' | 'rules' | 'sarif';

/** One thing that a review says about one place. */
export interface Finding {
  /** `arbiter/leaked-secret`, or the other tool's own id: what is learned and ignored goes by it. */
  readonly ruleId: string;
  /** The file's path in the diff. */
  readonly path: string;
  /** The new file, or the old one for what was removed. */
  readonly side: 'new' | 'old';
  /**
   * Lines of that side, from 1, both included. Where they are given they are certain, and need no quote to be found by;
   * absent where only the quote tells the place, or nothing does.
   */
  readonly startLine?: number;
  readonly endLine?: number;
  /** The code it is about, letter by letter: what it is anchored by. */
  readonly quote?: string;
  /** In Markdown, already made harmless. */
  readonly message: string;
  readonly severity: Severity;
  /** `security`, `correctness`, `performance`, `maintainability`, `tests`, `style` … */
  readonly category: string;
  /** How sure, 0 to 1. */
  readonly confidence: number;
  /** What exactly the lines from `startLine` to `endLine` would be replaced with; verified by applying it. */
  readonly suggestion?: string;
  readonly source: FindingSource;
  /** What it is known by from push to push; two like ones in one file have two. */
  readonly fingerprint?: string;
}

/** A hunk or a file that nobody looked at, and why: `generated`, `lock-file`, `binary`, `excluded`, `budget`, `truncated` … */
export interface Skipped {
  readonly path: string;
  readonly reason: string;
}

/** What was looked at. What is in scope and not reviewed is partial; what is out of scope by rule is told all the same. */
export interface Coverage {
  readonly files: number;
  readonly hunks: number;
  readonly reviewedHunks: number;
  readonly skipped: readonly Skipped[];
}
