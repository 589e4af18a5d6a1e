import type { Actor, Forge, Sender } from '@arbiter/contracts';
import type { Account } from './account.ts';
import { isBotAddress, isBotLogin, isGhost } from './bots.ts';
import { identifies, readEmail } from './email-address.ts';
import type { ForgeHosts } from './forge-hosts.ts';
import { readNoreply } from './noreply-address.ts';

/**
 * What somebody's name and addresses claim about who they are. The first account by which a directory knows somebody
 * decides; else the canonical one. Neither depends on what was seen before, so any order of arrival ends the same.
 */
export interface Claim {
  /** In order of rank. Some may identify nobody by themselves (`jane@laptop`), but can be linked to a person. */
  readonly accounts: readonly Account[];
  /** Whom to make a provisional person of; absent where nobody can honestly be named. */
  readonly canonical?: Account;
  readonly bot: boolean;
  /** What they are called. It claims nothing, but may suggest who they are. */
  readonly name?: string;
  readonly handle?: string;
}

const NOBODY: Claim = { accounts: [], bot: false };

/**
 * The claim of somebody whom a forge or a commit names: the forge's own address and id rank before any other address, and
 * a login, which can be given up and taken by another, comes last. A name claims nothing.
 */
export function claimOf(actor: Actor, forge: Forge, hosts: ForgeHosts): Claim {
  const login = actor.login?.toLowerCase() ?? '';
  if (isGhost(login)) return NOBODY;
  const address = claimOfEmail(actor.email ?? '', hosts);
  const id: Account[] = actor.forgeUserId ? [{ kind: forge, value: actor.forgeUserId }] : [];
  const name: Account[] = login === '' ? [] : [{ kind: forge, value: `@${login}` }];
  const hidden = address.canonical !== undefined && address.canonical.kind !== 'email';
  const accounts = hidden ? [...address.accounts, ...id, ...name] : [...id, ...address.accounts, ...name];
  const canonical = accounts.find((account) => account.kind !== 'email' || account === address.canonical);
  const handle = login === '' ? address.handle : login;
  return {
    accounts,
    bot: actor.bot === true || address.bot || isBotLogin(login),
    ...(canonical && { canonical }),
    ...(actor.name !== undefined && { name: actor.name }),
    ...(handle !== undefined && { handle }),
  };
}

/**
 * The claim of an author whose address a `.mailmap` replaces by a proper one. The address that was written still decides
 * where somebody said whose it is.
 */
export function withProper(written: Claim, proper: Claim): Claim {
  const { canonical } = proper;
  if (!canonical) return written;
  const accounts = [...written.accounts, ...proper.accounts];
  return { ...written, accounts, canonical, bot: written.bot || proper.bot };
}

/** The claim of an address alone, as in a `Co-authored-by` trailer. */
export function claimOfEmail(text: string, hosts: ForgeHosts): Claim {
  const address = readEmail(text);
  if (!address) return NOBODY;
  const noreply = readNoreply(address, hosts);
  if (noreply) {
    return isGhost(noreply.login)
      ? NOBODY
      : {
          accounts: [noreply.account],
          canonical: noreply.account,
          bot: isBotLogin(noreply.login),
          handle: noreply.login,
        };
  }
  const account: Account = { kind: 'email', value: address.normal };
  return identifies(address)
    ? { accounts: [account], canonical: account, bot: isBotAddress(address) }
    : { accounts: [account], bot: false };
}

/** The claim of a client of the API: an address, or an id of the operator's directory or of Slack. */
export function claimOfSender({ userId, email }: Sender, hosts: ForgeHosts): Claim {
  const address = email ?? (userId?.includes('@') ? userId : undefined);
  if (address !== undefined) return claimOfEmail(address, hosts);
  const id = userId?.trim().normalize('NFC') ?? '';
  if (id === '') return NOBODY;
  const account: Account = { kind: 'directory', value: id };
  return { accounts: [account, { kind: 'slack', value: id }], canonical: account, bot: isBotLogin(id) };
}
