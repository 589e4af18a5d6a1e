import type { Conversation } from './conversation.ts';

/** Answers where the comment stands: in its thread, or on the change. Said again it stands there once. */
export async function reply(conversation: Conversation, text: string): Promise<void> {
  const { host, change, thread, comment, signal } = conversation;
  const marker = `<!-- arbiter:answer to ${comment.id} -->`;
  const answer = { body: `${text}\n\n${marker}`, marker };
  const options = { signal, mayExist: true };
  await (thread ? host.reply(change, thread, answer, options) : host.comment(change, answer, options));
}
