import { DirectoryEntry } from '@arbiter/contracts';
import { CsvError, parse } from 'csv-parse/sync';
import { Failure } from '../failure.ts';

const COLUMNS: Readonly<Record<string, string>> = {
  user_name: 'userName',
  username: 'userName',
  user_id: 'userName',
  email: 'email',
  emails: 'emails',
  display_name: 'displayName',
  name: 'displayName',
  team: 'team',
  department: 'department',
  slack_id: 'slackId',
  github: 'github',
  gitlab: 'gitlab',
  active: 'active',
};

/**
 * Reads a list of people (RFC 4180, UTF-8 with or without a mark, comma or semicolon).
 * @returns the entries, and the line of each
 * @throws Failure that names the line
 */
export function readPeople(text: string): {
  readonly entries: readonly DirectoryEntry[];
  readonly lines: readonly number[];
} {
  const [head = ''] = text.split('\n', 1);
  const delimiter = head.includes(';') && !head.includes(',') ? ';' : ',';
  const rows = parsed(text, delimiter);
  return {
    entries: rows.map(({ record, info }) => entryOf(record, info.lines)),
    lines: rows.map(({ info }) => info.lines),
  };
}

interface Row {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

function parsed(text: string, delimiter: string): readonly Row[] {
  try {
    return parse(text, {
      bom: true,
      columns: (names: string[]) => names.map(columnOf),
      delimiter,
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as readonly Row[];
  } catch (error) {
    if (error instanceof CsvError) throw new Failure(`The file is no CSV: ${error.message}`, { usage: true });
    throw error;
  }
}

function columnOf(name: string): string {
  const column = COLUMNS[name.trim().toLowerCase().replaceAll(/[ -]/g, '_')];
  if (column === undefined) {
    throw new Failure(`There is no column ${JSON.stringify(name)}. There are: ${Object.keys(COLUMNS).join(', ')}.`, {
      usage: true,
    });
  }
  return column;
}

function entryOf({ email = '', emails = '', active = '', ...texts }: Row['record'], line: number): DirectoryEntry {
  const addresses = [email, ...emails.split(/[;\s]+/)].filter((address) => address !== '');
  if (!addresses.every((address) => /^[^\s@]+@[^\s@]+$/.test(address))) {
    throw new Failure(`line ${line}: an e-mail address is none`, { usage: true });
  }
  const given = Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== ''));
  const entry = DirectoryEntry.safeParse({
    userName: addresses[0],
    ...given,
    emails: [...new Set(addresses)],
    ...(active !== '' && { active: !/^(?:0|false|no|inactive)$/i.test(active) }),
  });
  if (entry.success) return entry.data;
  const [issue] = entry.error.issues;
  throw new Failure(`line ${line}: ${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'is wrong'}`, {
    usage: true,
  });
}
