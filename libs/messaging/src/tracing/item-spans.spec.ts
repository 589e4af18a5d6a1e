import { commitJourney, deliveryJourney } from '@arbiter/contracts';
import { expect, test } from '@jest/globals';
import { place, shaOf } from '../testing/push.ts';
import { decodeItemSpans, encodeItemSpans } from './item-spans.ts';
import { parseTraceParent, traceParentOf } from './trace-parent.ts';

const commit = commitJourney(place, shaOf('a'));
const ownTrace = shaOf('a').slice(0, 32);
const delivery = deliveryJourney('d');
const head = { traceId: 'a'.repeat(32), spanId: '1'.repeat(16) };
const other = { traceId: 'b'.repeat(32), spanId: '2'.repeat(16) };

test('the spans of a push say no more than needed: the traces are told by the SHAs', () => {
  const header = encodeItemSpans(
    [commit, delivery],
    [{ traceId: ownTrace, spanId: '3'.repeat(16) }, head],
    head.traceId,
  );
  expect(header).toBe('3333333333333333,1111111111111111');
  expect(decodeItemSpans(header, [commit, delivery], head)).toMatchObject([
    { traceId: ownTrace, spanId: '3'.repeat(16) },
    head,
  ]);
});

test('a trace that cannot be told is named, with or without a span', () => {
  const traces = [head, other, { traceId: other.traceId, spanId: undefined }];
  const keys = [delivery, delivery, commit];
  const header = encodeItemSpans(keys, traces, head.traceId);
  expect(decodeItemSpans(header, keys, head)).toMatchObject(traces);
});

test('without spans and without foreign traces there is no header', () => {
  expect(encodeItemSpans([commit], [{ traceId: ownTrace, spanId: undefined }], ownTrace)).toBeUndefined();
});

test('a header that does not fit the items is not used', () => {
  expect(decodeItemSpans('1111111111111111', [commit, delivery], head)).toMatchObject([
    { traceId: ownTrace, spanId: undefined },
    head,
  ]);
});

test.each([undefined, '', 'nonsense', '00-short-1-01'])('the traceparent %p says nothing', (header) => {
  expect(parseTraceParent(header)).toBeUndefined();
});

test('a traceparent names the trace also while nobody traces, as not sampled', () => {
  const header = traceParentOf({ traceId: head.traceId, spanId: undefined }, '9'.repeat(16));
  expect(header).toBe(`00-${head.traceId}-9999999999999999-00`);
  expect(parseTraceParent(header)).toEqual({ traceId: head.traceId, spanId: undefined });
  expect(parseTraceParent(traceParentOf(head, ''))).toEqual(head);
});
