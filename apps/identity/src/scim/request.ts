import type { AnswerScim, ReplyOf, RequestOf } from '@arbiter/contracts';
import { versionOf } from './represent.ts';
import { ScimError } from './protocol/scim-error.ts';

export type ScimRequest = RequestOf<typeof AnswerScim>;
export type ScimReply = ReplyOf<typeof AnswerScim>;

export const notFound = (): ScimError => new ScimError(404, 'There is no such resource.');

/** @throws ScimError 412 if the client has seen another version */
export function checkVersion({ ifMatch }: ScimRequest, row: { readonly version: number }): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const seen = ifMatch.split(',').map((tag) => tag.trim());
  if (!seen.includes(versionOf(row))) throw new ScimError(412, 'It was changed meanwhile: get it again.');
}

/** Whether the client has this version already. */
export const hasSeen = ({ ifNoneMatch }: ScimRequest, row: { readonly version: number }): boolean =>
  ifNoneMatch !== undefined &&
  (ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => tag.trim() === versionOf(row)));
