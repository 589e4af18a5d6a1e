import { commentStart } from './comments.ts';
import { type Rule, findingAt } from './file-view.ts';

/** An issue, an address, a ticket, or a name in brackets: somebody can find out what became of it. */
const REFERENCE =
  /#\d+|\bGH-\d+|https?:\/\/|\b[A-Z][A-Z0-9]+-\d+\b|\b(?:TODO|FIXME|HACK|XXX)\s*[([][^)\]]+[)\]]|\bissue\b/i;

const WORDS = /TODO|FIXME|HACK|XXX/;

/** Comments in which somebody admits a shortcoming and nobody is told of it. One finding a file: the first stands for all. */
export const admittedDebt: Rule = (view) => {
  if (view.document || view.language === undefined || view.language === 'markdown') return [];
  const pattern = new RegExp(
    `(?:^|\\s)(?:${commentStart(view.language)})\\s*@?(TODO|FIXME|HACK|XXX)\\b(?=\\s*[:!,.-]|\\s+\\w|\\s*$|\\s*\\*/)`,
  );
  const found = view.added.filter(
    ({ text }) =>
      WORDS.test(text) &&
      text.length <= 400 &&
      pattern.test(text) &&
      !REFERENCE.test(text) &&
      !(view.test && text.includes('XXX')),
  );
  const [first] = found;
  if (!first) return [];
  const word = pattern.exec(first.text)?.[1] ?? 'TODO';
  const others = found.length - 1;
  const more = others === 0 ? '' : ` ${String(others)} more like it ${others === 1 ? 'is' : 'are'} added in this file.`;
  return [
    findingAt(view, first, {
      rule: 'admitted-debt',
      severity: 'minor',
      category: 'maintainability',
      confidence: 0.8,
      message: `This ${word} says that something is missing, and nothing says where that is followed up.${more} Do it now, or open an issue and write its number here.`,
    }),
  ];
};
