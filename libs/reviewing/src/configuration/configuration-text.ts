import type { ReadConfiguration } from './read-configuration.ts';
import { stringify } from 'yaml';

/** What holds for the repository, as its file would say it, and what is wrong with that file. */
export function configurationText({ configuration, problems }: ReadConfiguration, ignored: readonly string[]): string {
  const wrong = problems.map(({ line, message }) => `- line ${String(line)}: ${message.replaceAll('`', "'")}`);
  return [
    ...(wrong.length === 0 ? [] : ['`.arbiter.yml` cannot be used, so the defaults hold:', wrong.join('\n')]),
    '~~~yaml',
    stringify(configuration).trim(),
    '~~~',
    ...(ignored.length === 0
      ? []
      : [`Ignored by command: ${ignored.map((rule) => `\`${rule.replaceAll('`', '')}\``).join(', ')}.`]),
  ].join('\n');
}
