import { expect, test } from '@jest/globals';
import type { Msg } from '@nats-io/nats-core';
import { MsgHdrsImpl, MsgImpl } from '@nats-io/nats-core/internal';
import { headersIn, recordOf } from './headers.ts';

/** A message as it comes from the server. */
function arrived(record?: Readonly<Record<string, string[]>>): Msg {
  const headers = record && (MsgHdrsImpl.fromRecord(record) as MsgHdrsImpl);
  const encoded = headers?.encode() ?? new Uint8Array();
  const bytes = Buffer.concat([Buffer.from('before'), encoded, Buffer.from('{}')]).subarray('before'.length);
  const head = { subject: new Uint8Array(), sid: 1, hdr: headers ? encoded.length : -1, size: bytes.length };
  return new MsgImpl(head, bytes, { publish: () => undefined }) as Msg;
}

test('headers are read as the library reads them', () => {
  const message = arrived({
    'ce-id': ['gateway.delivery.accepted.v1/1'],
    traceparent: ['00-7638417db6d59f3c431d3e1f261cc637-0123456789abcdef-01'],
    'Nats-Msg-Id': [' spaces at the ends '],
    colons: ['a:b: c'],
    empty: [''],
    name: ['Zoë 🙂'],
    twice: ['first', 'second'],
  });
  const read = headersIn(message);
  expect(Object.fromEntries(read)).toEqual(recordOf(message.headers));
  expect(read.get('name')).toBe('Zoë 🙂');
  expect(read.get('twice')).toBe('first');
});

test('a message without headers has none', () => {
  expect(headersIn(arrived()).size).toBe(0);
});
