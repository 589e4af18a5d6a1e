import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './process.ts';

/** One webhook, ready to be sent. */
export interface Webhook {
  /** For the message of a failing test. */
  readonly name: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const require = createRequire(import.meta.url);
const GITHUB_HOSTS = ['api.github.com', 'ghes-31', 'ghes-32', 'ghes-33', 'ghes-34', 'ghes-35'];
const GITLAB_FIXTURES = join(ROOT, 'libs', 'forge', 'fixtures', 'gitlab');
/** GitLab's word for the event, by the document's `object_kind`. */
const GITLAB_EVENTS: Readonly<Record<string, string>> = {
  push: 'Push Hook',
  tag_push: 'Tag Push Hook',
  merge_request: 'Merge Request Hook',
  note: 'Note Hook',
};

interface Examples {
  readonly name: string;
  readonly examples: readonly unknown[];
}

/** Every example of GitHub's own documentation, of github.com and of Enterprise Server, signed. */
export function githubExamples(secret: string): Webhook[] {
  return GITHUB_HOSTS.flatMap((host) => {
    const events = require(`@octokit/webhooks-examples/${host}/index.json`) as readonly Examples[];
    return events.flatMap(({ name, examples }) =>
      examples.map((example, index) => {
        const body = Buffer.from(JSON.stringify(example));
        const headers = {
          'content-type': 'application/json',
          'x-github-event': name,
          'x-github-delivery': randomUUID(),
          'x-github-hook-id': '1',
          'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
        };
        return { name: `${host} ${name} ${String(index)}`, path: '/webhooks/github', headers, body };
      }),
    );
  });
}

/** Every example of GitLab's documentation, as project hooks and as system hooks. */
export function gitlabExamples(token: string): Webhook[] {
  const files = readdirSync(GITLAB_FIXTURES).filter((name) => name.endsWith('.json'));
  return files.map((file) => {
    const body = readFileSync(join(GITLAB_FIXTURES, file));
    const { object_kind: kind = '' } = JSON.parse(body.toString('utf8')) as { object_kind?: string };
    const event = file.startsWith('system-') ? 'System Hook' : (GITLAB_EVENTS[kind] ?? 'Other Hook');
    const headers = {
      'content-type': 'application/json',
      'x-gitlab-event': event,
      'x-gitlab-event-uuid': randomUUID(),
      'x-gitlab-token': token,
    };
    return { name: `gitlab ${file}`, path: '/webhooks/gitlab', headers, body };
  });
}

/** Sends it, and answers with what became of it. */
export async function send(
  gateway: string,
  { path, headers, body }: Webhook,
): Promise<{ status: number; outcome: string }> {
  const response = await fetch(new URL(path, gateway), { method: 'POST', headers, body });
  const text = await response.text();
  const { status: outcome = text } = JSON.parse(text) as { status?: string };
  return { status: response.status, outcome };
}
