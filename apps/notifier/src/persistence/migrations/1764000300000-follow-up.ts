import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Messages to people: proposed, decided, delivered; and what they depend on. Nothing here says that somebody was in
 * distress: `gentle_until` is set by a person's own wish and by others' patience alike, and never says by which.
 */
export class FollowUp1764000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Several things may be proposed about one promise, each once: 'made', 'at-risk/3', 'broken/4', 'kept/5'.
      alter table intervention
        add column occasion text collate "C" not null default 'made',
        add column team text,
        add column department text,
        -- What would be said to the person. All null where leads are told of a promise and nothing is said to anybody.
        add column tone text check (tone in ('supportive', 'neutral', 'firm', 'confrontational')),
        add column words text,
        add column confidence real,
        add column why text[] not null default '{}',
        add column state text not null default 'proposed'
          check (state in ('proposed', 'ambiguous', 'blocked', 'accepted', 'modified', 'rejected', 'expired', 'cancelled')),
        add column expires_at timestamptz,
        add column decided_by uuid,
        add column decided_at timestamptz,
        add column decision_reason text,
        drop constraint intervention_commitment_id_key,
        add unique (commitment_id, occasion);
      create index intervention_of_person on intervention (person_id, proposed_at desc);
      create index intervention_open on intervention (expires_at)
        where tone is not null and state in ('proposed', 'ambiguous');
      create index intervention_decided on intervention (department) where decided_by is not null;

      -- The outbox. 'announcement': leads' channel hears of a promise; 'proposal': a lead is asked; 'message': the person
      -- is spoken to. One post may carry several messages.
      alter table delivery
        drop constraint delivery_pkey,
        add column id uuid primary key default gen_random_uuid(),
        add column role text not null default 'announcement' check (role in ('announcement', 'proposal', 'message')),
        add column recipient_id uuid,
        -- Of the message as it is sent.
        add column tone text,
        add column post_id uuid,
        -- What the channel calls the post, where it can be looked up or changed there.
        add column remote text,
        -- A post that nobody knows the fate of is looked for at this time, and was so often before.
        add column look_at timestamptz,
        add column looks smallint not null default 0,
        -- A proposal's buttons are taken away once it is decided.
        add column closed boolean not null default false,
        drop column announced,
        drop constraint delivery_state_check,
        add constraint delivery_state_check
          check (state in ('pending', 'sending', 'delivered', 'unknown', 'failed', 'cancelled')),
        add unique nulls not distinct (intervention_id, role, recipient_id, channel);
      create index delivery_of_recipient on delivery (recipient_id, sending_since) where role = 'message';
      create index delivery_of_post on delivery (post_id) where post_id is not null;
      create index delivery_to_look_for on delivery (look_at) where look_at is not null;
      create index delivery_to_close on delivery (id) where role = 'proposal' and not closed;

      -- How a promise stands, by its latest step.
      create table promise (
        commitment_id uuid primary key,
        person_id uuid,
        revision integer not null,
        state text not null check (state in ('open', 'broken', 'kept', 'withdrawn')),
        -- The person has given a good reason for being late.
        excused boolean not null default false
      );

      create table recipient (
        person_id uuid primary key,
        preferences jsonb not null default '{}',
        gentle_until timestamptz
      );

      create table lead (
        scope text not null check (scope in ('team', 'department', 'organization')),
        name text not null,
        person_id uuid not null,
        primary key (scope, name, person_id)
      );

      create table guidance (
        industry text not null default '',
        department text not null default '',
        guidance jsonb not null,
        primary key (industry, department)
      );
      -- Counts the changes of guidance: whoever keeps a copy compares.
      create table guidance_version (one boolean primary key default true check (one), version bigint not null default 0);
      insert into guidance_version default values;

      create table safety_feedback (
        id uuid primary key,
        -- Perhaps of another system.
        intervention_id text not null,
        action text not null,
        comment text,
        person_id uuid,
        given_at timestamptz not null
      );

      -- Events that no message caused, written with the change that they tell of.
      create table outgoing (
        number bigint generated always as identity primary key,
        subject text not null,
        data jsonb not null
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table outgoing, safety_feedback, guidance_version, guidance, lead, recipient, promise;
      delete from delivery where role <> 'announcement' or state = 'cancelled';
      delete from intervention where occasion <> 'made';
      alter table delivery
        drop column id, drop column role, drop column recipient_id, drop column tone, drop column post_id,
        drop column remote, drop column look_at, drop column looks, drop column closed,
        add column announced boolean not null default true,
        drop constraint delivery_state_check,
        add constraint delivery_state_check check (state in ('pending', 'sending', 'delivered', 'unknown', 'failed')),
        add primary key (intervention_id, channel);
      alter table intervention
        drop column occasion, drop column team, drop column department, drop column tone, drop column words,
        drop column confidence, drop column why, drop column state, drop column expires_at, drop column decided_by,
        drop column decided_at, drop column decision_reason,
        add unique (commitment_id);
    `);
  }
}
