/** One attribute of a resource, as RFC 7643, section 7, describes it. */
export interface Attribute {
  readonly name: string;
  readonly type: 'string' | 'boolean' | 'dateTime' | 'reference' | 'complex';
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
  readonly returned: 'always' | 'never' | 'default';
  readonly uniqueness: 'none' | 'server';
  readonly referenceTypes?: readonly string[];
  readonly subAttributes?: readonly Attribute[];
}

/** An attribute with what most of them have in common. */
export function attribute(
  name: string,
  description: string,
  { type = 'string', ...over }: Partial<Attribute> = {},
): Attribute {
  return {
    ...{ name, type, multiValued: false, description, required: false, caseExact: false },
    ...{ mutability: 'readWrite', returned: 'default', uniqueness: 'none' },
    ...over,
  };
}

/** A single value with parts of its own. */
export const complex = (
  name: string,
  description: string,
  subAttributes: readonly Attribute[],
  over: Partial<Attribute> = {},
): Attribute => attribute(name, description, { type: 'complex', subAttributes, ...over });

/** Several values, each with a kind, one of them perhaps the first. */
export const plural = (name: string, description: string): Attribute =>
  complex(
    name,
    description,
    [
      attribute('value', 'The value.'),
      attribute('display', 'For people.'),
      attribute('type', 'Its kind, such as work or home.'),
      attribute('primary', 'Whether it is the first choice.', { type: 'boolean' }),
    ],
    { multiValued: true },
  );
