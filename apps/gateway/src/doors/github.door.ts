import type { FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { Problem } from '../http/problem.ts';
import { type Admitted, type Door, headerOf, plainHeader } from './door.ts';
import { GITHUB_SIGNATURE, type GithubSignatures, isGithubSignature } from './github-signature.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** GitHub and GitHub Enterprise Server. */
export class GithubDoor implements Door {
  readonly path = '/webhooks/github';
  readonly source = 'github';
  readonly form = true;
  readonly query = false;

  constructor(private readonly signatures: GithubSignatures) {}

  greet(headers: IncomingHttpHeaders): void {
    if (!this.signatures.configured) throw new Problem('no-secret-configured');
    if (!isGithubSignature(headerOf(headers, GITHUB_SIGNATURE))) throw new Problem('not-authentic');
  }

  admit({ headers }: FastifyRequest, body: Buffer): Admitted {
    const secret = this.signatures.find(headerOf(headers, GITHUB_SIGNATURE), body);
    if (secret === undefined) throw new Problem('not-authentic');
    const senderId = headerOf(headers, 'x-github-delivery') ?? '';
    if (!UUID.test(senderId)) throw new Problem('malformed-delivery-id');
    return {
      event: plainHeader(headers, 'x-github-event'),
      hookId: plainHeader(headers, 'x-github-hook-id'),
      senderId: senderId.toLowerCase(),
      organization: secret.organization,
    };
  }
}
