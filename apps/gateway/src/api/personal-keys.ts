import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { ApiKeys } from '../doors/api-key.ts';
import type { GatewayConfig } from '../gateway.config.ts';

/** Makes the keys by which people open what is about them. */
@Injectable()
export class PersonalKeys {
  readonly #keys: ApiKeys;

  constructor(@Inject(CONFIG) config: GatewayConfig) {
    this.#keys = new ApiKeys(config.API_KEY_SECRET);
  }

  /** @throws Problem where the operator has no key */
  keyOf(personId: string): string {
    return this.#keys.personalKey(personId);
  }
}
