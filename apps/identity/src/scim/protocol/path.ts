import type { Attribute } from './attribute.ts';
import { COMMON, type ResourceType, type Schema } from './schemas.ts';

/** Where a value stands in a resource: an attribute, perhaps of an extension, perhaps a part of it. */
export interface AttributePath {
  /** The extension that it belongs to; undefined for what stands in the resource itself. */
  readonly extension: Schema | undefined;
  /** Undefined for the extension as a whole. */
  readonly attribute: Attribute | undefined;
  readonly sub: Attribute | undefined;
}

const NAMES = /^([A-Za-z$][\w$-]*)(?:\.([A-Za-z$][\w$-]*))?$/;

/**
 * Reads an attribute's name with everything that may stand before and behind it: `userName`, `name.familyName`,
 * `urn:…:enterprise:2.0:User:manager.value`, or the URN of an extension alone. Names and URNs have no case.
 * Microsoft's clients also write a dot behind the URN, and leave the URN of an extension out.
 * @returns undefined for what the schemas do not know
 */
export function readAttributePath(text: string, type: ResourceType): AttributePath | undefined {
  const extension = type.extensions.find(({ id }) => startsWithUrn(text, id));
  const schema = extension ?? type.schema;
  const rest = startsWithUrn(text, schema.id) ? text.slice(schema.id.length + 1) : text;
  if (extension && rest === '') return { extension, attribute: undefined, sub: undefined };
  const [, name = '', part] = NAMES.exec(rest) ?? [];
  const attribute = find(name, extension ? extension.attributes : [...COMMON, ...schema.attributes]);
  if (!attribute) return readBare(text, type);
  if (part === undefined) return { extension, attribute, sub: undefined };
  const sub = find(part, attribute.subAttributes ?? []);
  return sub && { extension, attribute, sub };
}

/** `manager` alone means the one of the extension that has it. */
function readBare(text: string, type: ResourceType): AttributePath | undefined {
  const [, name = ''] = NAMES.exec(text) ?? [];
  const extension = type.extensions.find(({ attributes }) => find(name, attributes));
  return extension && readAttributePath(`${extension.id}:${text}`, type);
}

/** The attribute of this name, whatever its case. */
export const find = (name: string, attributes: readonly Attribute[]): Attribute | undefined =>
  attributes.find((attribute) => attribute.name.toLowerCase() === name.toLowerCase());

function startsWithUrn(text: string, urn: string): boolean {
  const start = text.slice(0, urn.length + 1).toLowerCase();
  return [urn, `${urn}:`, `${urn}.`].some((beginning) => start === beginning.toLowerCase());
}
