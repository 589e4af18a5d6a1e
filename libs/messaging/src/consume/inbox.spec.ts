import { MsgHdrsImpl } from '@nats-io/nats-core/internal';
import type { Msg } from '@nats-io/nats-core';
import { expect, test } from '@jest/globals';
import { HEADER } from '../wire/header.ts';
import { Inbox } from './inbox.ts';

/** A message as the server delivers it, with a note of what it is answered. */
function message(sequence: number, { count = 1, size = 10, drive = '' } = {}) {
  const answers: string[] = [];
  const delivered = {
    subject: 'ingestion.push.made.v1',
    reply: `$JS.ACK.INGESTION.identity-push-made.${String(count)}.${String(sequence)}.1.1700000000000000000.0`,
    data: new Uint8Array(size),
    headers: MsgHdrsImpl.fromRecord(drive === '' ? {} : { [HEADER.drive]: [drive] }),
    respond: (answer: string) => {
      answers.push(answer);
      return true;
    },
  };
  return { message: delivered as unknown as Msg, answers };
}

const sequences = (inbox: Inbox, most: number) => inbox.take(most).map(({ info }) => info.sequence);

test('a batch is what waits, no more than asked for, and what came before comes first and by itself', () => {
  const inbox = new Inbox('identity-push-made');
  for (const sequence of [1, 2, 3]) inbox.receive(message(sequence).message);
  inbox.receive(message(4, { count: 2 }).message);
  expect(sequences(inbox, 10)).toEqual([4]);
  expect(sequences(inbox, 2)).toEqual([1, 2]);
  expect(sequences(inbox, 2)).toEqual([3]);
  expect(sequences(inbox, 2)).toEqual([]);
  expect(inbox.size).toBe(4);
});

test('a batch belongs to one drive', () => {
  const inbox = new Inbox('identity-push-made');
  for (const [sequence, drive] of [
    [1, ''],
    [2, 'a'],
    [3, 'a'],
    [4, 'b'],
  ] as const)
    inbox.receive(message(sequence, { drive }).message);
  expect([sequences(inbox, 9), sequences(inbox, 9), sequences(inbox, 9)]).toEqual([[1], [2, 3], [4]]);
});

test('the larger messages are, the fewer are held', () => {
  const inbox = new Inbox('identity-push-made');
  expect(inbox.capacity(2_000)).toBe(64);
  for (let sequence = 1; sequence <= 200; sequence++) inbox.receive(message(sequence, { size: 1_000 }).message);
  expect(inbox.capacity(2_000)).toBe(2_000);
  for (let sequence = 1; sequence <= 200; sequence++) inbox.receive(message(sequence, { size: 500_000 }).message);
  expect(inbox.capacity(2_000)).toBe(8);
});

test('at its end everything is handed back, once', () => {
  const inbox = new Inbox('identity-push-made');
  const [taken, waiting] = [message(1), message(2)];
  inbox.receive(taken.message);
  inbox.receive(waiting.message);
  inbox.take(1);
  inbox.handBackWaiting();
  expect([taken.answers, waiting.answers]).toEqual([[], ['-NAK']]);
  const late = message(3);
  inbox.receive(late.message);
  expect(late.answers).toEqual(['-NAK']);
  expect(inbox.size).toBe(1);
  inbox.close();
  expect([taken.answers, waiting.answers]).toEqual([['-NAK'], ['-NAK']]);
  expect(inbox.size).toBe(0);
  expect(inbox.oldest).toBeUndefined();
});
