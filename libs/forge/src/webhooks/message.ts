import type { Sender } from '@arbiter/contracts';
import { z } from 'zod';
import { reasonOf, unprocessable } from './reject.ts';
import { storable, textOf } from './scalars.ts';
import type { Reading } from './types.ts';

const email = z.string().min(1).max(512);
/** Numbers are ids too, in the tools that send them. */
const userId = z.union([z.string().min(1).max(255), z.int().transform(String)]);

/** `{author_email, message}`, as CommitVigil's clients send a commit message without its SHA. */
const CommitMessage = z.object({ author_email: email, message: z.string() });

/** `{user_id, raw_text}`: Jira, Linear, chat. */
const RawText = z.object({ user_id: userId, raw_text: z.string() });

export function readCommitMessage(document: unknown): Reading {
  const read = CommitMessage.safeParse(document);
  if (!read.success) return unprocessable(reasonOf(read.error));
  return messageOf({ email: storable(read.data.author_email, 512) }, read.data.message);
}

export function readRawText(document: unknown): Reading {
  const read = RawText.safeParse(document);
  if (!read.success) return unprocessable(reasonOf(read.error));
  return messageOf({ userId: storable(read.data.user_id, 255) }, read.data.raw_text);
}

const messageOf = (sender: Sender, text: string): Reading => ({ kind: 'message', sender, content: textOf(text) });
