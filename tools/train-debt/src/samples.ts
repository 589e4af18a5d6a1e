import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { maskNonProse } from '@arbiter/promises/training';
import { readCsv } from './csv.ts';

export type Source = 'commit' | 'change';

/** A text that people labelled. */
export interface Sample {
  readonly source: Source;
  readonly project: string;
  readonly text: string;
  readonly masked: string;
  readonly debt: boolean;
}

const FILES: Readonly<Record<Source, string>> = {
  commit: 'satd-commit_messages.csv',
  change: 'satd-pull_requests.csv',
};

/** Everything in a folder of `yikun-li/satd-different-sources-data`; whatever is not `non_debt` is debt. */
export const readSamples = (folder: string): Sample[] =>
  (['commit', 'change'] as const).flatMap((source) =>
    readCsv(readFileSync(join(folder, FILES[source]), 'utf8')).map((row) => {
      const { project = '', text = '', classification } = row;
      return { source, project, text, masked: maskNonProse(text), debt: classification !== 'non_debt' };
    }),
  );
