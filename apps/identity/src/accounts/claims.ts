import type { Actor, Forge, Sender } from '@arbiter/contracts';
import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import type { IdentityConfig } from '../identity.config.ts';
import { type Claim, claimOf, claimOfEmail, claimOfSender } from './claim.ts';
import { type ForgeHosts, hostOf } from './forge-hosts.ts';

/** Reads claims with the forges in mind that this installation works with. */
@Injectable()
export class Claims {
  private readonly hosts: ForgeHosts;

  constructor(@Inject(CONFIG) config: IdentityConfig) {
    this.hosts = { github: hostOf(config.ARBITER_GITHUB_BASE_URL), gitlab: hostOf(config.ARBITER_GITLAB_BASE_URL) };
  }

  ofActor(actor: Actor, forge: Forge): Claim {
    return claimOf(actor, forge, this.hosts);
  }

  ofEmail(text: string): Claim {
    return claimOfEmail(text, this.hosts);
  }

  ofSender(sender: Sender): Claim {
    return claimOfSender(sender, this.hosts);
  }
}
