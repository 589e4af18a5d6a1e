import { type Filter, readValueFilter } from './filter.ts';
import { type AttributePath, readAttributePath } from './path.ts';
import type { ResourceType } from './schemas.ts';
import { badPath } from './scim-error.ts';

/** What a PATCH operation is about (RFC 7644, section 3.5.2). */
export interface PatchPath extends AttributePath {
  /** Only values that fit: `emails[type eq "work"]`. */
  readonly filter: Filter | undefined;
}

const VALUE_PATH = /^([^[\]]+)\[(.*)\](?:\.([A-Za-z$][\w$-]*))?$/s;

/** Reads a path. @returns undefined for what the schemas do not know. @throws ScimError invalidPath, invalidFilter */
export function readPatchPath(text: string, type: ResourceType): PatchPath | undefined {
  const [, name, inside, part] = VALUE_PATH.exec(text.trim()) ?? [];
  if (name === undefined || inside === undefined) {
    if (/[[\]]/.test(text)) throw badPath('The path has brackets that do not fit.');
    const path = readAttributePath(text.trim(), type);
    return path && { ...path, filter: undefined };
  }
  const path = readAttributePath(name.trim(), type);
  if (!path?.attribute) return undefined;
  const whole = part === undefined ? path : readAttributePath(`${name.trim()}.${part}`, type);
  return whole && { ...whole, filter: readValueFilter(inside, path) };
}
