import type { FileDiff } from '@arbiter/diff';
import type { Account, AnswerUsage, ModelRouter } from '@arbiter/llm';
import type { Configuration } from '../configuration/configuration.ts';
import type { Coverage, Finding } from './finding.ts';

/** Something that was said on this change before. */
export interface Said {
  /** As `fingerprintOf` makes it, and as a comment's marker carries it. */
  readonly fingerprint: string;
  readonly path: string;
  readonly message: string;
  readonly ruleId?: string;
  /** The code it was about, as far as that is known: the same words of code elsewhere are another finding. */
  readonly quote?: string;
  readonly side?: Finding['side'];
}

/** A change, and how it is to be reviewed. */
export interface ReviewRequest {
  /** What the review's calls are told apart by: the change and its head. */
  readonly key: string;
  /** The diff as parsed: of an increment, of the increment alone. */
  readonly files: readonly FileDiff[];
  /** The whole change, where `files` is only a part of it: what was said of the rest still stands there. */
  readonly change?: readonly FileDiff[];
  readonly title?: string;
  readonly description?: string;
  /** As read from the base branch. */
  readonly configuration: Configuration;
  /** The guides for agents of the base branch (`AGENTS.md` …), where the configuration allows them. */
  readonly guides?: readonly { readonly path: string; readonly text: string }[];
  /** Paths that `.gitattributes` of the base branch calls generated or vendored. */
  readonly marked?: (path: string) => 'generated' | 'vendored' | undefined;
  /** A file as it is at the head; undefined where there is none, or none that can be had. */
  readonly contentOf?: (path: string) => Promise<string | undefined>;
  /** What was said before on this change. */
  readonly said?: readonly Said[];
  /** Findings of other tools, as they wrote them: neither selection nor thresholds apply to them. */
  readonly external?: readonly Finding[];
  /** Who pays. `review` names the review whose caps hold over all its calls. */
  readonly account?: Account;
}

/** What a review has at hand. */
export interface ReviewTools {
  /** Absent: nobody is asked, not even `mock`; findings of other tools are all there is. */
  readonly models?: Pick<ModelRouter, 'askAll' | 'answererOf' | 'reviewCaps'>;
  readonly signal?: AbortSignal;
}

/** A finding that is not posted as a comment, and why. */
export interface SetAside {
  readonly finding: Finding;
  /**
   * `said-before`: it stands on the change already. `same-as-another`: of this review. `below-threshold`, `ignored-rule`: as
   * the repository wants it. `judged-wrong`, `judged-trivial`, `unsure`: the second pass, or the reviewer itself, doubts it.
   */
  readonly reason:
    | 'said-before'
    | 'same-as-another'
    | 'below-threshold'
    | 'ignored-rule'
    | 'judged-wrong'
    | 'judged-trivial'
    | 'unsure';
}

/** Something that went wrong on the way; the review is partial or no review at all. */
export interface Fault {
  /** `caps`: the review's own; `budget`: another one that it falls under. */
  readonly reason:
    | 'caps'
    | 'budget'
    | 'model-down'
    | 'model-timeout'
    | 'model-fault'
    | 'model-refused'
    | 'model-unusable'
    | 'not-served'
    | 'aborted';
  readonly task: 'review' | 'judge';
  /** Whether asking again later may help. */
  readonly retryable: boolean;
  /** When a budget starts again, ISO 8601, if that is known. */
  readonly until?: string;
}

export interface Verdict {
  readonly status: 'success' | 'failure' | 'neutral' | 'error';
  /** In a word why it is no success: `findings`, `partial`, `budget`, `not-reviewed`, or a fault's reason. */
  readonly reason?: string;
  /** For the commit status: at most 140 characters, one line. */
  readonly description: string;
}

/** What came of a review. Each finding of each source is in exactly one of `findings`, `overflow` and `setAside`. */
export interface ReviewOutcome {
  /** To be posted, the weightiest first: placed by quote or line, inline where a place is found. */
  readonly findings: readonly Finding[];
  /** More than may be posted as comments: they stand in the summary. */
  readonly overflow: readonly Finding[];
  /** Not posted at all. */
  readonly setAside: readonly SetAside[];
  readonly coverage: Coverage;
  /** Every call that was billed, or that the cache saved: also of calls that came to nothing. */
  readonly usages: readonly { readonly task: 'review' | 'judge'; readonly usage: AnswerUsage }[];
  /** US dollars with 12 decimals; calls without a known price are in `unpriced`. */
  readonly costUsd: string;
  readonly unpriced: readonly string[];
  readonly faults: readonly Fault[];
  readonly verdict: Verdict;
  /** Who answered: `openai/gpt-4o`, `mock/rules`; none where nobody was asked. */
  readonly reviewers: readonly string[];
}
