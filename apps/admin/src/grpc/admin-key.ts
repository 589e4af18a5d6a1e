import { hash, timingSafeEqual } from 'node:crypto';
import { ADMIN_KEY_METADATA } from '@arbiter/contracts';
import { CONFIG } from '@arbiter/service';
import type { Metadata } from '@grpc/grpc-js';
import { Inject, Injectable } from '@nestjs/common';
import type { AdminConfig } from '../admin.config.ts';
import { AdminError } from '../admin.errors.ts';

const digestOf = (key: string): Buffer => hash('sha256', key, 'buffer');

/** The key that calls need which change something. Without a configured key nobody needs one. */
@Injectable()
export class AdminKey {
  readonly #digest: Buffer | undefined;

  constructor(@Inject(CONFIG) { API_KEY_SECRET: key }: AdminConfig) {
    this.#digest = key === undefined ? undefined : digestOf(key);
  }

  /**
   * Who calls: a fingerprint of the key, null where no key is asked for.
   * @throws AdminError for a missing or wrong key
   */
  check(metadata: Metadata): string | null {
    if (this.#digest === undefined) return null;
    const [given] = metadata.get(ADMIN_KEY_METADATA);
    if (given === undefined) throw new AdminError('key-missing');
    const digest = digestOf(given.toString());
    if (!timingSafeEqual(digest, this.#digest)) throw new AdminError('key-wrong');
    return digest.toString('hex', 0, 6);
  }
}
