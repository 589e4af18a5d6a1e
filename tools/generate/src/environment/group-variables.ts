import type { Variable } from './variable.ts';

/** Variables that the same apps read. */
export interface Group {
  readonly title: string;
  readonly variables: readonly Variable[];
}

/** What every app reads first, then what single apps read, in the order in which the variables were declared. */
export function groupVariables(variables: readonly Variable[]): readonly Group[] {
  const apps = new Set(variables.flatMap(({ readers }) => readers));
  const groups = Map.groupBy(variables, ({ readers }) =>
    readers.length === apps.size ? 'every service' : readers.join(', '),
  );
  return [...groups]
    .map(([title, members]) => ({ title, variables: members }))
    .sort((a, b) => rank(a.title) - rank(b.title));
}

const rank = (title: string): number => (title === 'every service' ? 0 : 1);
