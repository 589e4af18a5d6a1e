import { type AddedLine, type FileView, findingAt } from './file-view.ts';
import type { RawFinding } from '../asking/review.answer.ts';

const FOLDER = /(?:^|\/)(?:migrations?|migrate|alembic\/versions|db\/versions)\//i;

/** A kind of migration: how its file is known, and the line that cannot be undone. */
interface Kind {
  readonly is: (view: FileView, text: string) => boolean;
  readonly culprit: (view: FileView, text: string, paths: ReadonlySet<string>) => AddedLine | undefined;
}

const firstLike = (view: FileView, pattern: RegExp): AddedLine | undefined =>
  view.added.find(({ text }) => pattern.test(text));

/** A method without a body, or one that only says that it does nothing. */
const emptyBlock = (head: string): RegExp =>
  new RegExp(
    String.raw`${head}\s*(?::\s*[\w<>|\s]+)?\s*\{(?:\s|//[^\n]*|/\*[\s\S]*?\*/|return;?|return Promise\.resolve\(\);?)*\}`,
  );

const KINDS: readonly Kind[] = [
  {
    // Laravel, Phinx
    is: ({ language }, text) =>
      language === 'php' && /extends\s+\w*Migration\b/.test(text) && /function\s+up\s*\(/.test(text),
    culprit: (view, text) =>
      !/function\s+down\s*\(/.test(text) || emptyBlock(String.raw`function\s+down\s*\(\s*\)`).test(text)
        ? firstLike(view, /function\s+up\s*\(/)
        : undefined,
  },
  {
    // Knex, Sequelize, TypeORM and others that export up and down
    is: ({ language }, text) =>
      (language === 'typescript' || language === 'javascript') &&
      /\bup\b\s*(?:[:=(]|\s*=)/.test(text) &&
      !/\bclass\b.*\bextends\s+Migration\b/.test(text),
    culprit: (view, text) =>
      !/\bdown\b\s*[:=(]/.test(text) ||
      emptyBlock(String.raw`\bdown\b\s*(?:[:=]\s*(?:async\s*)?(?:function\s*)?)?\s*\([^)]*\)(?:\s*=>)?`).test(text)
        ? firstLike(view, /\bup\b\s*[:=(]/)
        : undefined,
  },
  {
    // Rails
    is: ({ language }, text) => language === 'ruby' && text.includes('ActiveRecord::Migration'),
    culprit: (view, text) => {
      if (/^\s*def (?:self\.)?up\b/m.test(text) && !/^\s*def (?:self\.)?down\b/m.test(text))
        return firstLike(view, /^\s*def (?:self\.)?up\b/);
      if (!/^\s*def change\b/m.test(text) || /\b(?:reversible|up_only)\b/.test(text)) return undefined;
      return firstLike(
        view,
        /^\s*(?:execute\b|remove_column\s+:\w+,\s*:\w+\s*$|drop_table\s+:\w+\s*$|change_column\s)/,
      );
    },
  },
  {
    // Django
    is: ({ language }, text) => language === 'python' && /migrations\.Migration\b/.test(text),
    culprit: (view, text) => {
      const oneWay =
        /migrations\.Run(?:Python\(\s*[\w.]+\s*,?\s*\)|SQL\(\s*(?:"""[\s\S]*?"""|"[^"\n]*"|'[^'\n]*'|[\w.]+)\s*,?\s*\))/.test(
          text,
        );
      return oneWay ? firstLike(view, /migrations\.Run(?:Python|SQL)\(/) : undefined;
    },
  },
  {
    // Alembic
    is: ({ language }, text) =>
      language === 'python' &&
      /^def upgrade\(/m.test(text) &&
      !/^def upgrade\([^)]*\)[^:]*:\s*\n(?:\s*(?:""".*?"""|#.*)\n)*\s*pass\b/m.test(text),
    culprit: (view, text) =>
      !/^def downgrade\(/m.test(text) ||
      /^def downgrade\([^)]*\)[^:]*:\s*\n(?:\s*(?:""".*?"""|#.*)\n)*\s*(?:pass|raise NotImplementedError)\b/m.test(text)
        ? firstLike(view, /^def upgrade\(/)
        : undefined,
  },
  {
    // golang-migrate and others with two files
    is: ({ path }) => path.endsWith('.up.sql'),
    culprit: (view, _, paths) => (paths.has(view.path.replace(/\.up\.sql$/, '.down.sql')) ? undefined : view.added[0]),
  },
  {
    // goose, dbmate, sql-migrate: both ways in one file
    is: ({ language }, text) => language === 'sql' && /^--\s*(?:\+goose Up|\+migrate Up|migrate:up)/m.test(text),
    culprit: (view, text) =>
      /^--\s*(?:\+goose Down|\+migrate Down|migrate:down)[^\n]*\n(?:\s|--[^\n]*\n)*[^\s-]/m.test(text)
        ? undefined
        : firstLike(view, /^--\s*(?:\+goose Up|\+migrate Up|migrate:up)/),
  },
];

/** New migrations that cannot be taken back: all that matters of them is in the file, so only added files are read. */
export function migrationsWithoutAWayBack(views: readonly FileView[]): readonly RawFinding[] {
  const paths = new Set(views.map(({ path }) => path));
  return views.flatMap((view) => {
    const { file } = view;
    if (file.status !== 'added' || view.test || !(FOLDER.test(view.path) || view.path.endsWith('.up.sql'))) return [];
    const text = file.hunks.flatMap(({ lines }) => lines.map((line) => line.text)).join('\n');
    const culprit = KINDS.find((kind) => kind.is(view, text))?.culprit(view, text, paths);
    return culprit === undefined ? [] : [findingAt(view, culprit, TOLD)];
  });
}

const TOLD = {
  rule: 'migration-without-way-back',
  severity: 'minor',
  category: 'maintainability',
  confidence: 0.75,
  message:
    'This migration has no way back: if the release has to be rolled back, the database stays as this leaves it. Write the step that undoes it, or say in the file that it is one-way and what to do instead.',
} as const;
