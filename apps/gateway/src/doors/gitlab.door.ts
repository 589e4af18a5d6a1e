import type { FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { Problem } from '../http/problem.ts';
import { type Admitted, type Door, headerOf, plainHeader } from './door.ts';
import { type DoorSecret, isCurrent, SecretText } from './secrets.ts';
import { type StandardSignatures, WEBHOOK_ID, WEBHOOK_SIGNATURE } from './standard-webhooks.ts';

const TOKEN = 'x-gitlab-token';

type Proof = Omit<DoorSecret, 'secret'>;

/**
 * GitLab: the secret token, signatures, or both. Each proof that is configured and sent has to be right, and one there
 * has to be: a right token does not make up for a wrong signature.
 */
export class GitlabDoor implements Door {
  readonly path = '/webhooks/gitlab';
  readonly source = 'gitlab';
  readonly form = false;
  readonly query = false;
  readonly #tokens: readonly (Proof & { readonly text: SecretText })[];

  constructor(
    tokens: readonly DoorSecret[],
    private readonly signatures: StandardSignatures,
  ) {
    this.#tokens = tokens.map(({ secret, ...rest }) => ({ ...rest, text: new SecretText(secret) }));
  }

  greet(headers: IncomingHttpHeaders): void {
    if (this.#tokens.length === 0 && !this.signatures.configured) throw new Problem('no-secret-configured');
    if (!this.#checksToken(headers) && !this.#checksSignature(headers)) throw new Problem('not-authentic');
    this.#provenByToken(headers);
  }

  admit({ headers }: FastifyRequest, body: Buffer): Admitted {
    const proofs = [this.#provenByToken(headers), this.#provenBySignature(headers, body)].filter(
      (p) => p !== undefined,
    );
    if (proofs.length === 0) throw new Problem('not-authentic');
    return {
      event: plainHeader(headers, 'x-gitlab-event'),
      hookId: plainHeader(headers, 'x-gitlab-webhook-uuid'),
      // The first two are the same value and last over retries; the third is shared by the events of one cause.
      senderId:
        [WEBHOOK_ID, 'idempotency-key', 'x-gitlab-event-uuid']
          .map((name) => plainHeader(headers, name))
          .find(Boolean) ?? '',
      organization: proofs.find((proof) => proof.organization !== undefined)?.organization,
    };
  }

  #checksToken(headers: IncomingHttpHeaders): boolean {
    return this.#tokens.length > 0 && headers[TOKEN] !== undefined;
  }

  #checksSignature(headers: IncomingHttpHeaders): boolean {
    return this.signatures.configured && headers[WEBHOOK_SIGNATURE] !== undefined;
  }

  #provenByToken(headers: IncomingHttpHeaders): Proof | undefined {
    if (!this.#checksToken(headers)) return undefined;
    const given = headerOf(headers, TOKEN) ?? '';
    const matches = this.#tokens.filter((token) => token.text.equals(given));
    const proof = matches.find((token) => isCurrent(token));
    if (proof === undefined) throw new Problem('not-authentic');
    return proof;
  }

  #provenBySignature(headers: IncomingHttpHeaders, body: Buffer): Proof | undefined {
    if (!this.#checksSignature(headers)) return undefined;
    const proof = this.signatures.find(headers, body);
    if (proof === undefined) throw new Problem('not-authentic');
    return proof;
  }
}
