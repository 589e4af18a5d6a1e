import type { Options } from './options.ts';

/** How to point Arbiter at it, and how to speak as a person. */
export function welcome({ forge, name, webhook }: Options, url: string, changes: ReadonlyMap<string, number>): string {
  const variable = forge === 'github' ? 'GITHUB' : 'GITLAB';
  const secret = forge === 'github' ? 'ARBITER_GITHUB_WEBHOOK_SECRET' : 'ARBITER_GITLAB_WEBHOOK_TOKEN';
  const opened = [...changes]
    .map(([head, number]) => `  ${forge === 'github' ? '#' : '!'}${number}  ${head}`)
    .join('\n');
  const [first = 1] = changes.values();
  const comment =
    forge === 'github'
      ? `curl -H 'authorization: token ada' -H 'content-type: application/json' -d '{"body":"@arbiter review"}' ${url}/repos/${name}/issues/${first}/comments`
      : `curl -H 'private-token: ada' -H 'content-type: application/json' -d '{"body":"@arbiter review"}' ${url}/api/v4/projects/${encodeURIComponent(name)}/merge_requests/${first}/notes`;
  return `${name} on ${url}, with
${opened}

For Arbiter:
  ARBITER_${variable}_BASE_URL=${url} ARBITER_${variable}_TOKEN=arbiter ${secret}=${webhook?.secret ?? 'fake-secret'}
As a person:
  ${comment}

Commits to ${[...changes.keys()].join(', ')} are pushed by themselves. Ctrl-C ends it.
`;
}

/** What was written, in a few lines: where it stands, and its text. */
export function written(operation: string, answer: unknown): string {
  const fields = (answer ?? {}) as Readonly<Record<string, unknown>>;
  const notes = Array.isArray(fields['notes']) ? (fields['notes'] as readonly Readonly<Record<string, unknown>>[]) : [];
  const text = [fields, ...notes]
    .map(({ body, description }) => textOf(body) || textOf(description))
    .find((body) => body !== '');
  const place = [fields, ...notes].map(placeOf).find((found) => found !== '') ?? '';
  const state = textOf(fields['state']) || textOf(fields['status']) || textOf(fields['conclusion']);
  return [`-- ${operation} ${place} ${state}`.trimEnd(), text].filter((part) => part !== undefined).join('\n');
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function placeOf({ path, line, position }: Readonly<Record<string, unknown>>): string {
  if (typeof path === 'string') return typeof line === 'number' ? `${path}:${line}` : path;
  const at = (position ?? {}) as Readonly<Record<string, unknown>>;
  const number = at['new_line'] ?? at['old_line'];
  if (typeof at['new_path'] !== 'string') return '';
  return typeof number === 'number' ? `${at['new_path']}:${number}` : at['new_path'];
}
