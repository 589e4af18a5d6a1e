import { PERMISSIONS, type Permission } from '@arbiter/forge';
import type { CommandName } from '@arbiter/reviewing';
import type { Conversation } from './conversation.ts';

/** What a command takes, and whether the change's own author may give it without. */
const RIGHTS: Readonly<Record<CommandName, { readonly least: Permission; readonly author: boolean }>> = {
  help: { least: 'read', author: true },
  ask: { least: 'triage', author: true },
  explain: { least: 'triage', author: true },
  resolve: { least: 'triage', author: true },
  review: { least: 'triage', author: true },
  pause: { least: 'write', author: false },
  resume: { least: 'write', author: false },
  ignore: { least: 'write', author: false },
  config: { least: 'triage', author: false },
};

/**
 * Whether whoever wrote the comment may have the command done. Anybody can open a change from a fork: being its author gives
 * no right to spend the repository's money again and again.
 */
export async function mayGive(command: CommandName, conversation: Conversation): Promise<boolean> {
  const { host, change, comment, signal } = conversation;
  const { least, author } = RIGHTS[command];
  if (author && change.author?.id === comment.author.id && !(change.fork && command === 'review')) return true;
  const permission = await host.permission(change.repository, comment.author, { signal });
  return PERMISSIONS.indexOf(permission) >= PERMISSIONS.indexOf(least);
}
