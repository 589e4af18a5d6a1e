import { groupVariables } from './group-variables.ts';
import type { Variable } from './variable.ts';

/** The configuration as Markdown: one folded table for each group of readers. */
export function environmentTable(variables: readonly Variable[]): string {
  return groupVariables(variables)
    .map(({ title, variables: members }) =>
      [
        '<details>',
        `<summary>Read by ${title}</summary>`,
        '',
        '| variable | default | meaning |',
        '| --- | --- | --- |',
        ...members.map((variable) => `| \`${variable.name}\` | ${defaultOf(variable)} | ${meaningOf(variable)} |`),
        '',
        '</details>',
      ].join('\n'),
    )
    .join('\n\n');
}

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;

const defaultOf = ({ byDefault }: Variable): string => (byDefault === undefined ? '' : code(byDefault));

function meaningOf({ meaning, choices }: Variable): string {
  const listed = choices.length > 0 ? ` One of ${choices.map(code).join(', ')}.` : '';
  return `${meaning.replaceAll('|', '\\|')}${listed}`;
}
