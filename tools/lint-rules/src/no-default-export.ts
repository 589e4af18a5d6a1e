import { houseRule } from './house-rule.ts';

/** A name is the same everywhere it is used, so that it can be searched for. */
export const noDefaultExport = houseRule({
  message: 'Export by name: a default export has another name in every file that imports it.',
  create: (report) => ({
    ExportDefaultDeclaration: report,
    'ExportSpecifier[exported.name="default"]': report,
  }),
});
