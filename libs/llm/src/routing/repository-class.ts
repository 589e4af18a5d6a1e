import type { RepositoryClass } from '../language-model.ts';
import type { LlmConfig } from '../llm.config.ts';

/** Tells a repository's class by its name, `owner/name`; whoever names none is standard. */
export function repositoryClasses(config: LlmConfig): (repository: string | undefined) => RepositoryClass {
  const mock = matcherOf(config.ARBITER_MOCK_REPOSITORIES);
  const critical = matcherOf(config.ARBITER_CRITICAL_REPOSITORIES);
  return (repository) => {
    if (repository === undefined) return 'standard';
    if (mock(repository)) return 'mock';
    return critical(repository) ? 'critical' : 'standard';
  };
}

/** Names are compared as forges do: without regard to case. */
function matcherOf(names: readonly string[]): (repository: string) => boolean {
  const patterns = names.map((name) => {
    const parts = name.split('*').map((part) => part.replaceAll(/[\\^$.+?()[\]{}|]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`, 'i');
  });
  return (repository) => patterns.some((pattern) => pattern.test(repository));
}
