import { matchesGlob, relative } from 'node:path';
import type { Rule } from 'eslint';
import { houseRule } from './house-rule.ts';

/** Packages that only some files may import, and what the others do instead. Patterns are globs from the root. */
interface Ownership {
  readonly packages: readonly string[];
  readonly owners: readonly string[];
  readonly instead: string;
}

const strings = { type: 'array', items: { type: 'string' } } as const;

/** One room knows a client library; the others know the room. */
export const packageOwners = houseRule({
  message: "'{{ source }}' may not be imported here. {{ instead }}",
  schema: [
    {
      type: 'array',
      items: {
        type: 'object',
        properties: { packages: strings, owners: strings, instead: { type: 'string' } },
        required: ['packages', 'owners', 'instead'],
        additionalProperties: false,
      },
    },
  ],
  create: (report, context) => {
    const file = relative(context.cwd, context.filename).replaceAll('\\', '/');
    const ownerships = (context.options[0] ?? []) as readonly Ownership[];
    const foreign = ownerships.filter(({ owners }) => !owners.some((glob) => matchesGlob(file, glob)));

    const check = (node: Rule.Node): void => {
      const source = sourceOf(node);
      const found = foreign.find(({ packages }) => packages.some((name) => isWithin(source, name)));
      if (found) report(node, { source, instead: found.instead });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportAllDeclaration: check,
      ExportNamedDeclaration: check,
    };
  },
});

function sourceOf(node: Rule.Node): string {
  if (!('source' in node) || node.source?.type !== 'Literal') return '';
  return String(node.source.value);
}

/** Whether an import is of a package (or, for `@scope/*`, of a scope). */
function isWithin(source: string, name: string): boolean {
  if (name.endsWith('/*')) return source.startsWith(name.slice(0, -1));
  return source === name || source.startsWith(`${name}/`);
}
