import { houseRule } from './house-rule.ts';

/** The environment is read, checked and frozen in one place, at boot. */
export const noProcessEnv = houseRule({
  message:
    'The environment is read once, at boot. Declare the variable in the <app>.config.ts and inject CONFIG instead.',
  create: (report) => ({
    'MemberExpression[object.name="process"][property.name="env"]': report,
    'ImportDeclaration[source.value=/^(node:)?process$/] ImportSpecifier[imported.name="env"]': report,
  }),
});
