import { ChangeUpdated, CommentCreated } from '@arbiter/contracts';
import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { readDelivery } from './read-delivery.ts';
import type { Reading } from './types.ts';

const folder = new URL('../../fixtures/gitlab/', import.meta.url);
const sample = (name: string) =>
  JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Record<string, object>;
const read = (event: string, document: unknown): Reading => readDelivery('gitlab', event, document);
const deliveryId = '4fbe6b6c-9c55-8e1a-a0a7-1d7f35f5ae3b';

const FOLLOWED: readonly [file: string, event: string, kind: Reading['kind']][] = [
  ['push-event', 'Push Hook', 'push'],
  ['tag-event', 'Tag Push Hook', 'push'],
  ['merge-request-event', 'Merge Request Hook', 'change'],
  ['comment-merge-request-event', 'Note Hook', 'comment'],
  ['comment-issue-event', 'Note Hook', 'comment'],
  ['comment-commit-event', 'Note Hook', 'comment'],
  ['comment-snippet-event', 'Note Hook', 'comment'],
  ['system-push-event', 'System Hook', 'push'],
  ['system-tag-event', 'System Hook', 'push'],
  ['system-merge-request-event', 'System Hook', 'change'],
  ['confidential-comment-event', 'Note Hook', 'ignored'],
  ['confidential-comment-event', 'Confidential Note Hook', 'ignored'],
];

describe('GitLab deliveries', () => {
  it.each(FOLLOWED)('reads %s as %s: %s', (file, event, kind) => {
    const reading = read(event, sample(file));
    expect(reading.kind).toBe(kind);
    if (reading.kind === 'change') expect(ChangeUpdated.parse({ ...reading, deliveryId })).toBeDefined();
    if (reading.kind === 'comment') expect(CommentCreated.parse({ ...reading, deliveryId })).toBeDefined();
  });

  it.each(readdirSync(folder).filter((file) => file.startsWith('system-')))('takes no harm from %s', (file) => {
    const reading = read('System Hook', sample(file.replace('.json', '')));
    expect(['push', 'change', 'ignored']).toContain(reading.kind);
  });

  it('keeps the total of a push that carries only some of its commits', () => {
    const reading = read('Push Hook', sample('push-event'));
    expect(reading).toMatchObject({
      totalCommits: 4,
      incomplete: true,
      repository: { id: '15', name: 'mike/diaspora' },
    });
  });

  it('says that a tag was made', () => {
    expect(read('Tag Push Hook', sample('tag-event'))).toMatchObject({
      ref: 'refs/tags/v1.0.0',
      created: true,
      commits: [],
    });
  });

  it('finds the project of payloads that carry its id elsewhere', () => {
    expect(read('System Hook', sample('system-merge-request-event'))).toMatchObject({ repository: { id: '14' } });
    expect(read('Push Hook', { ...sample('push-event'), project_id: undefined }).kind).toBe('unprocessable');
  });

  it.each([
    ['internal', { object_attributes: { internal: true } }],
    ['confidential', { object_attributes: { confidential: true } }],
    ['on a confidential issue', { issue: { iid: 1, confidential: true } }],
    ['of the Service Desk', { user: { username: 'support-bot' } }],
    ['by an outsider', { issue: { iid: 1, service_desk_reply_to: 'x@example.com' } }],
    ["GitLab's own", { object_attributes: { system: true } }],
    ['edited', { object_attributes: { action: 'update' } }],
  ])('never passes on a note that is %s', (_, changes: Record<string, object>) => {
    const note = sample('comment-issue-event');
    for (const [key, fields] of Object.entries(changes)) note[key] = { ...note[key], ...fields };
    expect(read('Note Hook', note).kind).toBe('ignored');
  });

  it.each([
    [{ action: 'open' }, 'opened'],
    [{ action: 'update', oldrev: 'a'.repeat(40) }, 'pushed'],
    [{ action: 'update' }, 'ready'],
    [{ action: 'merge', state: 'merged' }, 'merged'],
    [{ action: 'approved' }, 'other'],
    [{ action: undefined }, 'other'],
  ])('reads the action of %j as %s', (attributes, action) => {
    const merge = sample('merge-request-event');
    const reading = read('Merge Request Hook', {
      ...merge,
      object_attributes: { ...merge['object_attributes'], ...attributes },
    });
    expect(reading).toMatchObject({ action });
  });

  it('names an author only where the payload does', () => {
    expect(read('Merge Request Hook', sample('merge-request-event'))).toMatchObject({ author: { forgeUserId: '51' } });
  });

  it('does not take a hidden address for one', () => {
    const push = { ...sample('push-event'), user_email: '[REDACTED]' };
    expect(read('Push Hook', push)).not.toHaveProperty('pusher.email');
  });

  it.each(['Push Hook', 'Note Hook', 'Merge Request Hook', 'System Hook'])('quarantines nonsense in a %s', (event) => {
    for (const document of [null, [], 1, 'x'])
      expect(['unprocessable', 'ignored']).toContain(read(event, document).kind);
    expect(read(event, null).kind).toBe('unprocessable');
  });
});
