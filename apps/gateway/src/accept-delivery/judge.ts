import { type DeliverySource, isFollowed, judgeDelivery } from '@arbiter/forge/webhooks';
import { documentText } from './document.ts';
import type { BodyFormat, Judgement } from './incoming.ts';

/** What has to be judged. */
export interface Case {
  readonly source: DeliverySource;
  readonly event: string;
  readonly format: BodyFormat;
  readonly raw: Buffer;
}

/** Says what is to become of a verified delivery. Never throws; the same delivery is always judged the same. */
export function judge({ source, event, format, raw }: Case): Judgement {
  if (!isFollowed(source, event)) return { status: 'ignored', reason: 'not an event that is followed' };
  const text = documentText(raw, format);
  if (text === undefined)
    return { status: 'quarantined', reason: format === 'json' ? 'body: not UTF-8' : 'body: not one payload' };
  const document = parse(text);
  if (document === undefined) return { status: 'quarantined', reason: 'body: not JSON' };
  const verdict = judgeDelivery(source, event, document);
  const repository = repositoryOf(document);
  switch (verdict.kind) {
    case 'processable':
      return { status: 'accepted', repository };
    case 'ignored':
      return { status: 'ignored', reason: verdict.reason, repository };
    case 'unprocessable':
      return { status: 'quarantined', reason: verdict.reason, repository };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

interface Named {
  readonly repository?: { readonly full_name?: unknown } | null;
  readonly project?: { readonly path_with_namespace?: unknown } | null;
}

/** The repository's full name, as either forge writes it. */
function repositoryOf(document: unknown): string {
  if (typeof document !== 'object' || document === null) return '';
  const { repository, project } = document as Named;
  const name = repository?.full_name ?? project?.path_with_namespace;
  return typeof name === 'string' ? name.toLowerCase() : '';
}
