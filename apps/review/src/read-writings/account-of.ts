import type { Account } from '@arbiter/llm';
import type { Written } from './written.ts';

/** On whose account a text is read: its author's team and department as they are now, and the repository it stands in. */
export function accountOf({ author, source }: Pick<Written, 'author' | 'source'>): Account {
  const { team, department } = author ?? {};
  const repository = source.kind === 'message' ? undefined : source.repository;
  return {
    subject: {
      ...(team !== undefined && { team }),
      ...(department !== undefined && { department }),
      ...(source.kind !== 'message' && { repository: { forge: source.forge, id: source.repository.id } }),
    },
    ...(repository && { repository: repository.name }),
  };
}
