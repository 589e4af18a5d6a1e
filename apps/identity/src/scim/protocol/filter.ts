import { type AttributePath, find, readAttributePath } from './path.ts';
import type { ResourceType } from './schemas.ts';
import { badFilter } from './scim-error.ts';
import { type Token, tokensOf } from './tokens.ts';

export type Operator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le' | 'pr';
export type Value = string | number | boolean | null;

/** A filter (RFC 7644, section 3.4.2.2), read and checked against the schemas. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly filter: Filter }
  | { readonly kind: 'compare'; readonly path: AttributePath; readonly operator: Operator; readonly value: Value }
  /** Some value of a multi-valued attribute fits; paths inside are parts of that attribute. */
  | { readonly kind: 'some'; readonly path: AttributePath; readonly filter: Filter };

const OPERATORS = new Set<string>(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'pr']);
/** Nested deeper than anybody means. */
const DEEPEST = 30;
const LONGEST = 4096;

/** The paths that a filter may name: those of a resource, or the parts of one attribute. */
type Resolve = (text: string) => AttributePath | undefined;

/**
 * Reads a filter.
 * @throws ScimError invalidFilter
 */
export function readFilter(text: string, type: ResourceType): Filter {
  if (text.length > LONGEST) throw badFilter('The filter is too long.');
  const parser = new FilterParser(tokensOf(text));
  const filter = parser.or((path) => readAttributePath(path, type), 0);
  parser.expect('end');
  return filter;
}

/** Reads what stands between the brackets of `emails[type eq "work"]`. */
export function readValueFilter(text: string, path: AttributePath): Filter {
  if (text.length > LONGEST) throw badFilter('The filter is too long.');
  const parser = new FilterParser(tokensOf(text));
  const filter = parser.or(partsOf(path), 0);
  parser.expect('end');
  return filter;
}

/** Parts of an attribute by their name alone; one without parts is its own `value`. */
function partsOf({ extension, attribute }: AttributePath): Resolve {
  return (name) => {
    const sub = find(name, attribute?.subAttributes ?? []);
    return sub && { extension, attribute, sub };
  };
}

class FilterParser {
  readonly #tokens: Token[];

  constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  /** `or` binds weaker than `and`, and `and` weaker than `not`. */
  or(resolve: Resolve, depth: number): Filter {
    if (depth > DEEPEST) throw badFilter('The filter is nested too deeply.');
    let left = this.#and(resolve, depth);
    while (this.#takeWord('or')) left = { kind: 'or', left, right: this.#and(resolve, depth) };
    return left;
  }

  expect(kind: Token['kind']): void {
    if (this.#tokens.shift()?.kind !== kind) {
      throw badFilter(
        kind === 'end' ? 'The filter goes on where it should end.' : `A ${kind} is missing in the filter.`,
      );
    }
  }

  #and(resolve: Resolve, depth: number): Filter {
    let left = this.#term(resolve, depth);
    while (this.#takeWord('and')) left = { kind: 'and', left, right: this.#term(resolve, depth) };
    return left;
  }

  #term(resolve: Resolve, depth: number): Filter {
    if (this.#takeWord('not')) return { kind: 'not', filter: this.#group(resolve, depth) };
    if (this.#tokens[0]?.kind === '(') return this.#group(resolve, depth);
    return this.#comparison(resolve, depth);
  }

  #group(resolve: Resolve, depth: number): Filter {
    this.expect('(');
    const filter = this.or(resolve, depth + 1);
    this.expect(')');
    return filter;
  }

  #comparison(resolve: Resolve, depth: number): Filter {
    const path = resolve(this.#word('an attribute'));
    if (!path?.attribute) throw badFilter('The filter names an attribute that there is not.');
    if (this.#tokens[0]?.kind !== '[') return this.#compare(path);
    this.expect('[');
    const filter = this.or(partsOf(path), depth + 1);
    this.expect(']');
    return this.#behind(path, filter);
  }

  /** `emails[type eq "work"].value eq "…"`: not in the grammar, but sent. The comparison belongs to the same value. */
  #behind(path: AttributePath, filter: Filter): Filter {
    const [next] = this.#tokens;
    if (next?.kind !== 'word' || !next.text.startsWith('.')) return { kind: 'some', path, filter };
    this.#tokens.shift();
    const part = partsOf(path)(next.text.slice(1));
    if (!part) throw badFilter('The filter names a part that there is not.');
    return { kind: 'some', path, filter: { kind: 'and', left: filter, right: this.#compare(part) } };
  }

  #compare(path: AttributePath): Filter {
    const operator = this.#word('an operator').toLowerCase();
    if (!OPERATORS.has(operator)) throw badFilter('The filter has an operator that there is not.');
    if (operator === 'pr') return { kind: 'compare', path, operator, value: null };
    const token = this.#tokens.shift();
    if (token?.kind !== 'value') throw badFilter('The filter compares with something that is no value.');
    return { kind: 'compare', path, operator: operator as Operator, value: token.value };
  }

  #word(what: string): string {
    const token = this.#tokens.shift();
    if (token?.kind !== 'word') throw badFilter(`The filter has something else where ${what} should be.`);
    return token.text;
  }

  #takeWord(word: string): boolean {
    const [token] = this.#tokens;
    if (token?.kind !== 'word' || token.text.toLowerCase() !== word) return false;
    this.#tokens.shift();
    return true;
  }
}
