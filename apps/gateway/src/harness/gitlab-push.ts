import { randomUUID } from 'node:crypto';

/** GitLab's push of one commit; each call makes another. */
export function gitlabPush(changes: Record<string, unknown> = {}): string {
  const sha = randomUUID().replaceAll('-', '').padEnd(40, '0');
  return JSON.stringify({
    object_kind: 'push',
    event_name: 'push',
    ref: 'refs/heads/main',
    before: '95790bf891e76fee5e1747ab589903a6a1f80f22',
    after: sha,
    project_id: 15,
    project: { id: 15, name: 'Diaspora', path_with_namespace: 'mike/diaspora' },
    commits: [
      {
        id: sha,
        message: 'fixed readme',
        timestamp: '2026-01-03T23:36:29+02:00',
        author: { name: 'Mike', email: 'mike@example.com' },
      },
    ],
    total_commits_count: 1,
    ...changes,
  });
}
