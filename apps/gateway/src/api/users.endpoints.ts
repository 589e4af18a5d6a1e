import { LinkGitEmails, LinkSlackAccounts } from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { endpoint, type Endpoints } from './endpoint.ts';
import { given } from './parameters.ts';

const who = {
  email: z.string().min(3).max(512).optional().describe('E-mail address of the person.'),
  user_id: z.string().min(1).max(255).optional().describe("The operator's own id of the person."),
  team: z.string().min(1).max(128).optional(),
  department: z.string().min(1).max(128).optional(),
};
const SlackLink = z.object({ ...who, slack_id: z.string().min(1).max(64) });
const GitLink = z.object({ ...who, git_email: z.string().min(3).max(512) });

/** One link in its own fields, or many as `items`: a body that is an array arrives as that. */
const oneOrMany = <Link extends z.ZodObject>(link: Link) =>
  z.object({ ...link.partial().shape, items: z.array(link).min(1).max(1000).optional().describe('A batch of these.') });

const Linked = z.object({
  updated: z.int().describe('How many were linked.'),
  results: z.array(z.object({ personId: z.uuid(), created: z.boolean() })).describe('In the order of the request.'),
});

/** Who is who, as the operator says it: in CommitVigil's forms. */
@Injectable()
export class UsersEndpoints implements Endpoints {
  readonly endpoints = [
    endpoint({
      method: 'POST',
      path: '/v1/users/config/slack',
      tag: 'People',
      summary: 'Says which Slack account somebody has; also their team and department.',
      input: oneOrMany(SlackLink),
      output: Linked,
      run: async (input, { id: by }) => {
        const links = linksOf(SlackLink, input).map((link) => ({ ...personOf(link), slackId: link.slack_id }));
        return told(await this.queries.ask(LinkSlackAccounts, { links, by }));
      },
    }),
    endpoint({
      method: 'POST',
      path: '/v1/users/config/git',
      tag: 'People',
      summary: 'Says with which e-mail somebody commits; also their team and department.',
      input: oneOrMany(GitLink),
      output: Linked,
      run: async (input, { id: by }) => {
        const links = linksOf(GitLink, input).map((link) => ({ ...personOf(link), gitEmail: link.git_email }));
        return told(await this.queries.ask(LinkGitEmails, { links, by }));
      },
    }),
  ];

  constructor(private readonly queries: Queries) {}
}

type Who = z.infer<z.ZodObject<typeof who>>;

function linksOf<Link extends z.ZodType<Who>>(
  schema: Link,
  input: { items?: z.infer<Link>[] | undefined },
): z.infer<Link>[] {
  const links = input.items ?? [schema.parse(input)];
  if (links.some(({ email, user_id }) => email === undefined && user_id === undefined)) {
    throw new Problem('invalid-parameters', 'Give an email or a user_id.');
  }
  return links;
}

const personOf = ({ email, user_id: userId, team, department }: Who) => ({
  person: given({ email, userId }),
  ...given({ team, department }),
});

const told = ({ results }: { results: z.infer<typeof Linked>['results'] }) => ({ updated: results.length, results });
