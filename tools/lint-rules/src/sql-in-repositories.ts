import type { Rule } from 'eslint';
import { houseRule } from './house-rule.ts';

const STATEMENT = /^\s*(?:select|insert|update|delete|with|merge|truncate|create|alter|drop|lock|set|explain)\s/i;

/** Statements are found in one kind of file, and nothing of the database's shape leaves it. */
export const sqlInRepositories = houseRule({
  message:
    'SQL belongs in a *.repository.ts (or a migration). Give the repository a method that says what is wanted, and call that.',
  create: (report) => ({
    'CallExpression[callee.property.name="query"]': (node: Rule.Node) => {
      if (node.type === 'CallExpression' && STATEMENT.test(textOf(node.arguments[0]))) report(node);
    },
  }),
});

/** The text that a literal or a template begins with. */
function textOf(node: Extract<Rule.Node, { type: 'CallExpression' }>['arguments'][number] | undefined): string {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral') return node.quasis[0]?.value.raw ?? '';
  return '';
}
