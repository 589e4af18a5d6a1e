import { DirectoryChanges, DirectoryEntry, ImportPeople, ListDirectories, VisitDirectory } from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { endpoint, type Endpoints } from './endpoint.ts';

const Visit = z.object({
  at: z.string(),
  outcome: z.enum(['done', 'stopped']).describe('stopped: too many would have been put out.'),
  found: z.int(),
  leaving: z.int(),
});

/** Where people are told of. */
@Injectable()
export class DirectoriesEndpoints implements Endpoints {
  readonly endpoints = [
    endpoint({
      method: 'POST',
      path: '/v1/people/import',
      tag: 'People',
      summary: 'Takes people from a list. Whoever is not in it stays as they are.',
      input: z.object({
        items: z.array(DirectoryEntry).min(1).max(1000).describe('People, at most 1000.'),
        dryRun: z.stringbool().or(z.boolean()).default(false).describe('Only say what would be done.'),
      }),
      output: DirectoryChanges,
      run: ({ items: entries, dryRun }) => this.queries.ask(ImportPeople, { entries, dryRun }, { timeoutMs: 60_000 }),
    }),
    endpoint({
      method: 'GET',
      path: '/v1/directories',
      tag: 'People',
      summary: 'Directories that tell of people, and how their last visits ended.',
      input: z.object({}),
      output: z.object({
        items: z.array(z.object({ source: z.string(), people: z.int(), active: z.int(), lastVisit: Visit.optional() })),
      }),
      run: () => this.queries.ask(ListDirectories, {}),
    }),
    endpoint({
      method: 'POST',
      path: '/v1/directories/:source/visit',
      tag: 'People',
      summary: 'Visits a directory now.',
      input: z.object({
        source: z.enum(['ldap', 'google']).describe('Which one.'),
        dryRun: z.boolean().default(false).describe('Only say what would be done.'),
        confirm: z.boolean().default(false).describe('Also if many are put out.'),
      }),
      output: DirectoryChanges,
      run: (request) => this.queries.ask(VisitDirectory, request, { timeoutMs: 120_000 }),
    }),
  ];

  constructor(private readonly queries: Queries) {}
}
