import { COMMIT_MESSAGE, RAW_TEXT } from '@arbiter/forge/webhooks';
import type { FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { Problem } from '../http/problem.ts';
import type { ApiKeys } from './api-key.ts';
import { type Admitted, type Door, headerOf, plainHeader } from './door.ts';
import { GITHUB_SIGNATURE, type GithubSignatures } from './github-signature.ts';
import { GithubDoor } from './github.door.ts';

/** The client's own id of what it sends, so that it can say the same thing twice; without one, the same body is the same. */
const IDEMPOTENCY_KEY = 'idempotency-key';

/**
 * CommitVigil's git door: a GitHub organisation webhook that is signed with the API key, or a commit message with the key
 * itself. GitHub's signature header tells which.
 */
export class GitApiDoor implements Door {
  readonly path = '/api/v1/ingest/git';
  readonly source = 'git-api';
  readonly form = true;
  readonly query = false;
  readonly #github: GithubDoor;

  constructor(
    private readonly keys: ApiKeys,
    signatures: GithubSignatures,
  ) {
    this.#github = new GithubDoor(signatures);
  }

  greet(headers: IncomingHttpHeaders): void {
    if (isSigned(headers)) this.#github.greet(headers);
    else this.keys.check(headers);
  }

  admit(request: FastifyRequest, body: Buffer): Admitted {
    if (isSigned(request.headers)) return this.#github.admit(request, body);
    this.keys.check(request.headers);
    return { event: COMMIT_MESSAGE, hookId: '', senderId: plainHeader(request.headers, IDEMPOTENCY_KEY) };
  }
}

const isSigned = (headers: IncomingHttpHeaders) => headerOf(headers, GITHUB_SIGNATURE) !== undefined;

/** Texts from Jira, Linear or a chat: `{user_id, raw_text}` as a body or as query parameters. */
export class RawApiDoor implements Door {
  readonly path = '/api/v1/ingest/raw';
  readonly source = 'raw-api';
  readonly form = false;
  readonly query = true;

  constructor(private readonly keys: ApiKeys) {}

  greet(headers: IncomingHttpHeaders): void {
    this.keys.check(headers);
  }

  admit({ headers, query }: FastifyRequest, body: Buffer): Admitted {
    this.keys.check(headers);
    const admitted = { event: RAW_TEXT, hookId: '', senderId: plainHeader(headers, IDEMPOTENCY_KEY) };
    if (body.length > 0) return admitted;
    const { user_id, raw_text } = query as Record<string, unknown>;
    if (user_id === undefined && raw_text === undefined) {
      throw new Problem('invalid-parameters', 'Give user_id and raw_text, in a JSON body or as query parameters.');
    }
    return { ...admitted, body: Buffer.from(JSON.stringify({ user_id, raw_text })) };
  }
}
