import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'prettier';
import { ROOT } from './root.ts';

/** A committed file that is written from the code, as a whole or between two marks. */
export interface GeneratedDocument {
  /** From the root. */
  readonly path: string;
  /** The part's name, if only a part is generated: it stands between `<!-- name:begin … -->` and `<!-- name:end -->`. */
  readonly part?: string;
  readonly render: () => string | Promise<string>;
}

/** The file's text as it ought to be. Markdown is formatted as `npm run format` would. */
async function wanted(document: GeneratedDocument, current: string): Promise<string> {
  const rendered = await document.render();
  const text = document.part === undefined ? rendered : withPart(current, document.part, rendered);
  if (!document.path.endsWith('.md')) return text;
  return format(text, { parser: 'markdown', printWidth: 120, singleQuote: true, trailingComma: 'all' });
}

function withPart(text: string, part: string, body: string): string {
  const begin = `<!-- ${part}:begin (written by npm run generate) -->`;
  const end = `<!-- ${part}:end -->`;
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The marks of the part '${part}' are missing: ${begin} … ${end}`);
  return `${text.slice(0, from)}${begin}\n\n${body.trim()}\n\n${text.slice(to)}`;
}

const read = (path: string): Promise<string> => readFile(join(ROOT, path), 'utf8').catch(() => '');

/** The paths of the documents that differ from what the code says now. */
export async function outOfDate(documents: readonly GeneratedDocument[]): Promise<readonly string[]> {
  const stale: string[] = [];
  for (const document of documents) {
    const current = await read(document.path);
    if ((await wanted(document, current)) !== current) stale.push(document.path);
  }
  return [...new Set(stale)];
}

/** Writes the documents that differ, and answers their paths. */
export async function bringUpToDate(documents: readonly GeneratedDocument[]): Promise<readonly string[]> {
  const stale = await outOfDate(documents);
  for (const document of documents.filter(({ path }) => stale.includes(path))) {
    await writeFile(join(ROOT, document.path), await wanted(document, await read(document.path)));
  }
  return stale;
}
