import { DirectoryEntry, type DirectoryChanges } from '@arbiter/contracts';
import type { Statements } from '@arbiter/persistence';
import { logger } from '@arbiter/telemetry';
import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { AnnounceMatches } from '../match-people/announce-matches.ts';
import {
  type DirectoryUser,
  DirectoryRepository,
  type Source,
  userKeyOf,
} from '../persistence/directory.repository.ts';
import { TakePeople } from './take-people.ts';
import { mayLeave } from './may-leave.ts';

/** How many people are written in one transaction: others wait for it. */
const AT_ONCE = 500;
const MOST_CONFLICTS = 1000;

export interface SyncOptions {
  /** The entries are everybody: whoever is not among them has left. */
  readonly complete: boolean;
  readonly dryRun: boolean;
  /** Whoever asks knows how many leave. */
  readonly confirm: boolean;
}

/** Ends a transaction of which nothing is to be kept. */
class Rehearsed extends Error {}

/**
 * Brings people in step with a directory. Whoever leaves is deactivated, never deleted: what they did stays theirs. A
 * directory that suddenly knows nobody, or far fewer, puts nobody out until somebody says that it is right.
 */
@Injectable()
export class SyncPeople {
  constructor(
    private readonly directory: DirectoryRepository,
    private readonly takePeople: TakePeople,
    private readonly announce: AnnounceMatches,
  ) {}

  async run(source: Source, entries: readonly DirectoryEntry[], options: SyncOptions): Promise<DirectoryChanges> {
    const known = await this.#known(source, entries, options.complete);
    const leaving = leavingOf(known, entries);
    const before = [...known.values()].filter(({ active }) => active).length;
    const stops = options.complete && !options.confirm && !mayLeave(leaving.length, before);
    if (stops && !options.dryRun) {
      logger('directory').warn(
        { source, leaving: leaving.length, active: before },
        'a directory lost too many: nobody was put out',
      );
    }
    if (options.complete && !options.dryRun) {
      await this.directory.noteVisit(source, stops ? 'stopped' : 'done', entries.length, leaving.length);
    }
    const changes = countChanges(known, entries, leaving.length, stops);
    if (stops) return changes;
    const told = new Set(entries.map(({ userName }) => userKeyOf(userName)));
    const absent = leaving.filter(({ userName }) => !told.has(userKeyOf(userName)));
    const conflicts = await this.#write(source, changedOf(known, entries, true), absent, options.dryRun);
    return { ...changes, conflicts: [...changes.conflicts, ...conflicts].slice(0, MOST_CONFLICTS) };
  }

  async #known(source: Source, entries: readonly DirectoryEntry[], all: boolean): Promise<Map<string, DirectoryUser>> {
    if (!all)
      return this.directory.find(
        source,
        entries.map(({ userName }) => userName),
      );
    const known = new Map<string, DirectoryUser>();
    for (let after = ''; ;) {
      const page = await this.directory.page(source, after, 2000);
      for (const user of page) known.set(userKeyOf(user.userName), user);
      const last = page.at(-1);
      if (!last) return known;
      after = userKeyOf(last.userName);
    }
  }

  /** @returns conflicts, by the places of the entries */
  async #write(
    source: Source,
    changed: readonly Indexed[],
    leaving: readonly DirectoryUser[],
    dryRun: boolean,
  ): Promise<DirectoryChanges['conflicts']> {
    const gone = leaving.map((user) => ({ index: -1, entry: { ...entryOf(user.resource), active: false } }));
    const all = [...changed, ...gone];
    const conflicts: DirectoryChanges['conflicts'] = [];
    for (let start = 0; start < all.length; start += AT_ONCE) {
      const some = all.slice(start, start + AT_ONCE);
      const found = await this.#transaction(dryRun, (on) => this.#take(source, some, on));
      conflicts.push(...found);
    }
    if (!dryRun) await this.announce.run();
    return conflicts;
  }

  async #take(source: Source, some: readonly Indexed[], on: Statements): Promise<DirectoryChanges['conflicts']> {
    const entries = some.map(({ entry }) => entry);
    const users = entries.map((entry) => ({
      ...{ userName: entry.userName, externalId: null, active: entry.active, resource: entry },
    }));
    const ids = await this.directory.put(source, users, on);
    const before = await this.directory.find(
      source,
      entries.map(({ userName }) => userName),
      on,
    );
    const told = entries.map((entry, at) => ({
      userId: ids[at] ?? '',
      personId: before.get(userKeyOf(entry.userName))?.personId ?? null,
      entry,
    }));
    const { conflicts } = await this.takePeople.run(source, told, entryOf, on);
    return conflicts.map(({ index, account }) => ({
      index: some[index]?.index ?? -1,
      reason: `${account} is another person's`,
    }));
  }

  async #transaction<Result>(dryRun: boolean, work: (on: Statements) => Promise<Result>): Promise<Result> {
    let result: { readonly value: Result } | undefined;
    try {
      return await this.directory.change(async (on) => {
        result = { value: await work(on) };
        if (dryRun) throw new Rehearsed();
        return result.value;
      });
    } catch (error) {
      if (error instanceof Rehearsed && result) return result.value;
      throw error;
    }
  }
}

interface Indexed {
  readonly index: number;
  readonly entry: DirectoryEntry;
}

/** What a directory other than SCIM told of somebody before. */
const entryOf = (resource: unknown): DirectoryEntry => DirectoryEntry.parse(resource);

/** Who is active and not among the entries any more, or not active there. */
function leavingOf(
  known: ReadonlyMap<string, DirectoryUser>,
  entries: readonly DirectoryEntry[],
): readonly DirectoryUser[] {
  const staying = new Set(entries.filter(({ active }) => active).map(({ userName }) => userKeyOf(userName)));
  return [...known].flatMap(([key, user]) => (user.active && !staying.has(key) ? [user] : []));
}

/**
 * The entries that differ from what is known; of several with one user name, the first.
 * @param unsettled whether those belong to them as well some of whose accounts were another person's
 */
function changedOf(
  known: ReadonlyMap<string, DirectoryUser>,
  entries: readonly DirectoryEntry[],
  unsettled = false,
): readonly Indexed[] {
  const seen = new Set<string>();
  return entries.flatMap((entry, index): Indexed[] => {
    const key = userKeyOf(entry.userName);
    if (seen.has(key)) return [];
    seen.add(key);
    const before = known.get(key);
    const same = isDeepStrictEqual(before?.resource, entry) && !(unsettled && before?.unsettled === true);
    return same ? [] : [{ index, entry }];
  });
}

function countChanges(
  known: ReadonlyMap<string, DirectoryUser>,
  entries: readonly DirectoryEntry[],
  leaving: number,
  stopped: boolean,
): DirectoryChanges {
  const changed = changedOf(known, entries);
  const created = changed.filter(({ entry }) => !known.has(userKeyOf(entry.userName))).length;
  const put = changed.filter(
    ({ entry }) => known.get(userKeyOf(entry.userName))?.active === true && !entry.active,
  ).length;
  const keys = new Set<string>();
  const twice = entries.flatMap(({ userName }, index) => {
    const before = keys.size;
    keys.add(userKeyOf(userName));
    return keys.size > before ? [] : [{ index, reason: 'the same user name stands above' }];
  });
  return {
    created,
    updated: changed.length - created - put,
    deactivated: leaving,
    unchanged: keys.size - changed.length,
    conflicts: twice,
    stopped,
  };
}
