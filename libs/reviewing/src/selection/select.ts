import { type FileDiff, eachInTurns } from '@arbiter/diff';
import type { Configuration } from '../configuration/configuration.ts';
import type { Skipped } from '../review/finding.ts';
import { isGenerated } from './generated.ts';
import { matcherOf } from './globs.ts';
import { languagesOf } from './languages.ts';
import { isLockFile, isVendored } from './lock-files.ts';

/** Why a file is out of scope by rule: told, and no reason to call a review partial. */
export type OutOfScope =
  | 'binary'
  | 'submodule'
  | 'mode-only'
  | 'renamed-only'
  | 'empty'
  | 'excluded'
  | 'other-language'
  | 'lock-file'
  | 'vendored'
  | 'generated';

export interface Selection {
  readonly files: readonly FileDiff[];
  readonly skipped: readonly (Skipped & { readonly reason: OutOfScope })[];
}

/** What decides, besides the file itself. */
export interface SelectionRules {
  readonly configuration: Pick<Configuration, 'include' | 'exclude' | 'languages'>;
  /** What `.gitattributes` says of a path. */
  readonly marked?: ((path: string) => 'generated' | 'vendored' | undefined) | undefined;
}

/** Parts the files that are worth a look from those that are not, each of which has its reason. */
export function select(files: readonly FileDiff[], rules: SelectionRules): Selection {
  return parted(files, files.map(judgeOf(rules)));
}

/** The same with turns for others in between. */
export async function selectInTurns(files: readonly FileDiff[], rules: SelectionRules): Promise<Selection> {
  return parted(files, await eachInTurns(files, judgeOf(rules)));
}

function parted(files: readonly FileDiff[], reasons: readonly (OutOfScope | undefined)[]): Selection {
  const chosen: FileDiff[] = [];
  const skipped: Selection['skipped'][number][] = [];
  for (const [index, file] of files.entries()) {
    const reason = reasons[index];
    if (reason === undefined) chosen.push(file);
    else skipped.push({ path: file.path, reason });
  }
  return { files: chosen, skipped };
}

function judgeOf({ configuration, marked }: SelectionRules): (file: FileDiff) => OutOfScope | undefined {
  const { include, exclude, languages } = configuration;
  const included = include.length === 0 ? () => true : matcherOf(include);
  const excluded = matcherOf(exclude);
  const wanted = new Set(languages.map((language) => language.toLowerCase()));
  return (file) => {
    const { path } = file;
    if (file.binary) return 'binary';
    if (file.submodule) return 'submodule';
    if (!included(path) || excluded(path)) return 'excluded';
    if (wanted.size > 0 && !languagesOf(path).some((language) => wanted.has(language))) return 'other-language';
    if (isLockFile(path)) return 'lock-file';
    if (isVendored(path)) return 'vendored';
    const mark = marked?.(path);
    if (mark !== undefined) return mark;
    if (isGenerated(file)) return 'generated';
    return file.hunks.length === 0 && file.truncated === undefined ? withoutContent(file) : undefined;
  };
}

function withoutContent({ status, oldMode, newMode }: FileDiff): OutOfScope {
  if (status === 'renamed' || status === 'copied') return 'renamed-only';
  return status === 'modified' && oldMode !== newMode ? 'mode-only' : 'empty';
}
