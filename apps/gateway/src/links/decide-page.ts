import type { InboxItem } from '@arbiter/contracts';

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => `&#${String(letter.codePointAt(0))};`);

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}textarea{width:100%}';

const page = (body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<meta name="robots" content="noindex"><title>Arbiter</title><style>${STYLE}</style><body>${body}</body></html>`;

const LABELS = { accepted: 'Say it', modified: 'Say this instead', rejected: 'Do not say it' } as const;

/** What a lead sees who follows a link: what would be said, and one button. Looking changes nothing. */
export function decidePage(decision: keyof typeof LABELS, { message, quote, state }: InboxItem): string {
  const words = escape(message?.text ?? '');
  const open = state === 'proposed' || state === 'ambiguous';
  const area = `<p><textarea name="text" rows="8" maxlength="4000" required>${words}</textarea></p>`;
  const form = `<form method="post">${decision === 'modified' ? area : ''}<button>${LABELS[decision]}</button></form>`;
  const why = (message?.why ?? []).map((reason) => `<li>${escape(reason)}</li>`).join('');
  return page(
    `<h1>Shall this be said?</h1><blockquote>${words}</blockquote><p>Promised: “${escape(quote)}”</p><ul>${why}</ul>` +
      (open ? form : `<p>This is not open any more (${state}).</p>`),
  );
}

/** What became of it. */
export const donePage = (message: string): string => page(`<h1>${escape(message)}</h1>`);
