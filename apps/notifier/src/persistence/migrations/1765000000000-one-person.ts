import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People who turned out to be one, and when they said how they want to be spoken to. */
export class OnePerson1765000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Who counts as whom, as identity tells it. Nothing else is changed by a match: every row keeps the id that it was
      -- written with, so that a match that is taken back gives each what was theirs.
      create table person_match (
        match_id uuid primary key,
        person_id uuid not null,
        into_id uuid not null,
        -- For good: two that are matched again are matched by another match.
        parted boolean not null default false
      );
      create index person_match_person on person_match (person_id) where not parted;
      create index person_match_into on person_match (into_id) where not parted;

      -- Who the recipient was when it was sent: what somebody was told in the end.
      alter table delivery add column sent_to uuid;
      create index delivery_sent_to on delivery (coalesce(sent_to, recipient_id), sending_since) where role = 'message';
      drop index delivery_of_recipient;

      alter table recipient
        -- When each preference was last said: of what one person said under several ids, the latest word holds.
        add column said_at jsonb not null default '{}',
        -- Whether leads may hear when this person is in distress: the person's own word, and when it was given.
        add column leads_may_know boolean,
        add column leads_may_know_at timestamptz;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table recipient drop column said_at, drop column leads_may_know, drop column leads_may_know_at;
      alter table delivery drop column sent_to;
      create index delivery_of_recipient on delivery (recipient_id, sending_since) where role = 'message';
      drop table person_match;
    `);
  }
}
