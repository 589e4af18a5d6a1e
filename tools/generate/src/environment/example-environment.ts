import { groupVariables } from './group-variables.ts';
import type { Variable } from './variable.ts';

const HEAD = `# Every variable with its default. Copy this file to .env, and take the # off the lines that you change.
# Written by npm run generate from the services' own configuration.`;

/** The text of .env.example. */
export function exampleEnvironment(variables: readonly Variable[]): string {
  const groups = groupVariables(variables).map(({ title, variables: members }) =>
    [`# ---- read by ${title} ----`, ...members.map(lines)].join('\n\n'),
  );
  return `${[HEAD, ...groups].join('\n\n')}\n`;
}

function lines({ name, meaning, choices, byDefault = '' }: Variable): string {
  const listed = choices.length > 0 ? ` One of ${choices.join(', ')}.` : '';
  return `# ${meaning}${listed}\n#${name}=${byDefault}`;
}
