import { type Severity, SEVERITIES } from '@arbiter/reviewing';
import { Failure } from '../failure.ts';

/** What `arbiterctl review` was asked for. */
export interface ReviewOptions {
  readonly base?: string;
  readonly head?: string;
  readonly staged?: boolean;
  /** A file, or `-` for standard input. */
  readonly patch?: string;
  /** `owner/name#12` or `group/name!12`. */
  readonly change?: string;
  readonly forge?: 'github' | 'gitlab';
  readonly dryRun?: boolean;
  readonly output?: 'text' | 'json' | 'sarif';
  readonly shas?: string;
  readonly showDiff?: boolean;
  readonly sarif: readonly string[];
  /** False for `--no-model`. */
  readonly model: boolean;
  readonly failOn?: Severity | 'never';
}

/** The severities that `--fail-on` takes. */
export const FAIL_ON = [...SEVERITIES, 'never'] as const;

/** The commits that GitLab's positions name: of a change's newest version. */
export interface Shas {
  readonly base: string;
  readonly start: string;
  readonly head: string;
}

const SHA = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** Reads `--shas base,start,head`. Undefined if it was not given. */
export function readShas(given: string | undefined): Shas | undefined {
  if (given === undefined) return undefined;
  const [base = '', start = '', head = '', ...more] = given.split(',').map((sha) => sha.trim());
  if (more.length > 0 || ![base, start, head].every((sha) => SHA.test(sha))) {
    throw new Failure('--shas wants three whole commit names: base,start,head.', { usage: true });
  }
  return { base, start, head };
}
