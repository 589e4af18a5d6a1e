import { Database, type Statements } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import { type Account, ownPersonOf } from '../accounts/account.ts';
import type { Trait } from '../suggest-people/traits.ts';
import type { Membership } from '../resolve-people/membership.ts';

/** A person as the database knows them. */
export interface Person {
  readonly id: string;
  readonly kind: 'human' | 'bot';
  readonly standing: 'known' | 'provisional';
  readonly memberships: readonly Membership[];
}

/** An account, and whose it is, all matches considered. `directory`: somebody said so; `seen`: it stands for itself. */
export interface OwnedAccount extends Account {
  readonly evidence: 'directory' | 'seen';
  readonly person: Person;
}

/** An account that is met for the first time. */
export interface Newcomer {
  readonly account: Account;
  readonly bot: boolean;
}

type OwnedAccountRow = Omit<OwnedAccount, 'person'> & Omit<Person, 'kind'> & { readonly person_kind: Person['kind'] };

/** Accounts and the people behind them. */
@Injectable()
export class AccountRepository {
  constructor(private readonly database: Database) {}

  /** Those of the accounts that are known, with their people. One statement, however many. */
  async find(accounts: readonly Account[]): Promise<readonly OwnedAccount[]> {
    if (accounts.length === 0) return [];
    const rows = await this.database.query<OwnedAccountRow>(
      `select a.kind, a.value, a.evidence, p.id, p.kind as person_kind, p.standing, coalesce((
         select json_agg(json_build_object('team', m.team, 'department', m.department,
                                           'from', m.valid_from, 'until', m.valid_until) order by m.number)
         from membership m where m.person_id = p.id), '[]') as memberships
       from unnest($1::text[], $2::text[]) as wanted (kind, value)
       join account a using (kind, value)
       join person o on o.id = a.person_id
       join person p on p.id = coalesce(o.alias_of, o.id)`,
      [accounts.map(({ kind }) => kind), accounts.map(({ value }) => value)],
    );
    return rows.map(({ kind, value, evidence, id, person_kind, standing, memberships }) => ({
      kind,
      value,
      evidence,
      person: { id, kind: person_kind, standing, memberships },
    }));
  }

  /**
   * Makes a provisional person for each account; a bot needs nobody to name it. Whoever else does the same at the same
   * time makes the same rows; an account that was linked meanwhile stays as it is.
   */
  async admit(newcomers: readonly Newcomer[]): Promise<void> {
    await this.database.query(
      `with newcomer as (
         select * from unnest($1::text[], $2::text[], $3::uuid[], $4::boolean[]) as n (kind, value, person_id, bot)
       ), fresh as (
         insert into account (kind, value, person_id, evidence)
         select kind, value, person_id, 'seen' from newcomer order by kind, value
         on conflict do nothing
         returning person_id
       )
       insert into person (id, kind, standing)
       select person_id, case when bot then 'bot' else 'human' end, case when bot then 'known' else 'provisional' end
       from newcomer join fresh using (person_id)
       on conflict do nothing`,
      [
        newcomers.map(({ account }) => account.kind),
        newcomers.map(({ account }) => account.value),
        newcomers.map(({ account }) => ownPersonOf(account)),
        newcomers.map(({ bot }) => bot),
      ],
    );
  }

  /** Remembers what suggests who the people of these accounts are. */
  async addTraits(hints: readonly { readonly account: Account; readonly traits: readonly Trait[] }[]): Promise<void> {
    await addTraits(
      this.database,
      hints.map(({ account, traits }) => ({ personId: ownPersonOf(account), traits })),
    );
  }

  async knows(personId: string): Promise<boolean> {
    return (await this.database.query('select 1 from person where id = $1', [personId])).length > 0;
  }

  /** Remembers that these were automata all along. */
  async markBots(people: readonly string[]): Promise<void> {
    await this.database.query(
      `update person set kind = 'bot', standing = 'known'
       where id = any ($1::uuid[]) and kind = 'human' and standing = 'provisional' and alias_of is null`,
      [people],
    );
  }
}

/** Remembers what suggests who people are; adds only. Of people who are not there, nothing. */
export async function addTraits(
  statements: Statements,
  people: readonly { readonly personId: string; readonly traits: readonly Trait[] }[],
): Promise<void> {
  const rows = people.flatMap(({ personId, traits }) => traits.map((trait) => ({ personId, ...trait })));
  if (rows.length === 0) return;
  await statements.query(
    `insert into trait (kind, key, person_id)
     select distinct t.kind, t.key, t.person_id
     from unnest($1::text[], $2::text[], $3::uuid[]) as t (kind, key, person_id) join person p on p.id = t.person_id
     order by t.kind, t.key, t.person_id
     on conflict do nothing`,
    [rows.map(({ kind }) => kind), rows.map(({ key }) => key), rows.map(({ personId }) => personId)],
  );
}
