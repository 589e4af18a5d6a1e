import { isAddressOf } from './noreply.ts';
import { type Erased, hidden } from './trace-matcher.ts';
import type { Trace } from './trace.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Fields that say who somebody is, by what they hold. */
const IDENTIFYING: Readonly<Record<string, Trace['kind']>> = {
  email: 'email',
  user_email: 'email',
  author_email: 'email',
  committer_email: 'email',
  login: 'login',
  username: 'login',
  user_username: 'login',
  user_id: 'user-id',
  userId: 'user-id',
};

/** Fields that say it besides, of the same person. */
const DESCRIBING = ['name', 'user_name', 'display_name', 'user_avatar', 'avatar_url', 'gravatar_id'];

/** What somebody writes. */
const WORDS = ['message', 'title', 'body', 'description', 'note', 'text', 'raw_text', 'summary'];

/** What they call their branch, often by their own name: within GitHub's `head`. GitLab's is `source_branch`. */
const BRANCHES = ['ref', 'label'];

/** Fields that hold whoever wrote the words beside them. */
const WRITERS = ['author', 'user'];

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A document without a person: their names and addresses, what they wrote in it, and where others name them. Everything
 * else stays, so that the work of others in the same push is not lost. A forge's own shapes are not needed to be known:
 * whoever is told apart by an address, a login or an id is a person, and whose words those are stands beside them.
 */
export function redact(document: unknown, erased: Erased): unknown {
  if (typeof document === 'string') return erased.mask(document);
  if (Array.isArray(document)) return document.map((item: unknown) => redact(item, erased));
  if (!isFields(document)) return document;
  if (isPerson(document)) return isErased(document, erased) ? {} : mapped(document, erased);
  const own = isErased(document, erased);
  const theirs = own || wroteIt(document, erased);
  const redacted = mapped(document, erased, (key, value) => {
    if (own && (key in IDENTIFYING || DESCRIBING.includes(key))) return '';
    return theirs ? silenced(key, value) : undefined;
  });
  const { head } = redacted;
  return theirs && isFields(head) ? { ...redacted, head: withoutBranch(head) } : redacted;
}

/** What stands instead of somebody's own words. A branch has a name all the same. */
function silenced(key: string, value: string | number): string | undefined {
  if (WORDS.includes(key)) return '';
  return key === 'source_branch' ? hidden(String(value)) : undefined;
}

const withoutBranch = (head: Fields): Fields =>
  Object.fromEntries(
    Object.entries(head).map(([key, value]) => [
      key,
      BRANCHES.includes(key) && typeof value === 'string' ? hidden(value) : value,
    ]),
  );

function mapped(
  fields: Fields,
  erased: Erased,
  instead: (key: string, value: string | number) => string | undefined = () => undefined,
): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => {
      const other = typeof value === 'string' || typeof value === 'number' ? instead(key, value) : undefined;
      if (other !== undefined) return [key, other];
      return [
        key,
        key === 'object_attributes' && isFields(value) ? attributesOf(value, fields, erased) : redact(value, erased),
      ];
    }),
  );
}

/** GitLab's events hold the writer beside the words, not within. */
function attributesOf(attributes: Fields, event: Fields, erased: Erased): unknown {
  const { user } = event;
  const theirs =
    isFields(user) &&
    isErased(user, erased) &&
    (attributes['author_id'] === user['id'] || !('author_id' in attributes));
  return theirs ? mapped(attributes, erased, silenced) : redact(attributes, erased);
}

/** It tells who somebody is, and holds no words of anybody. */
const isPerson = (fields: Fields): boolean =>
  ['email', 'login', 'username'].some((key) => key in fields) && !WORDS.some((key) => key in fields);

function isErased(fields: Fields, erased: Erased): boolean {
  const named = Object.entries(IDENTIFYING).some(([key, kind]) => {
    const value = fields[key];
    if (typeof value !== 'string' && typeof value !== 'number') return false;
    const text = String(value);
    // An operator's own id may be an address.
    return (kind !== 'email' && erased.has(kind, text)) || (text.includes('@') && isAddressOf(erased, text));
  });
  return named || (forgeIdOf(fields) ?? []).some((id) => erased.has('forge-id', id));
}

/** GitHub's people have an id beside their login, GitLab's beside their username. */
function forgeIdOf(fields: Fields): string[] | undefined {
  const { id, login, username } = fields;
  if (typeof id !== 'number') return undefined;
  if (typeof login === 'string') return [`github/${String(id)}`];
  return typeof username === 'string' ? [`gitlab/${String(id)}`] : undefined;
}

const wroteIt = (fields: Fields, erased: Erased): boolean =>
  WRITERS.some((key) => {
    const writer = fields[key];
    return isFields(writer) && isErased(writer, erased);
  }) && !('object_attributes' in fields);

/** Further traces of people of whom one is known: what stands beside it. Names come in no other way. */
export function discover(document: unknown, erased: Erased): Trace[] {
  if (Array.isArray(document)) return document.flatMap((item: unknown) => discover(item, erased));
  if (!isFields(document)) return [];
  const inner = Object.values(document).flatMap((value) => discover(value, erased));
  return isPerson(document) && isErased(document, erased) ? [...tracesOf(document), ...inner] : inner;
}

function tracesOf(person: Fields): Trace[] {
  const found = Object.entries({ ...IDENTIFYING, name: 'name' as const }).flatMap(([key, kind]): Trace[] => {
    const value = person[key];
    return typeof value === 'string' && value.trim().length >= 2 ? [{ kind, value: value.trim().slice(0, 512) }] : [];
  });
  return [...found, ...(forgeIdOf(person) ?? []).map((value): Trace => ({ kind: 'forge-id', value }))];
}
