import type { Rule } from 'eslint';

type Listener = Rule.RuleListener;

/** What a rule is made of: what it says when broken (with what to do instead), and what it listens to. */
interface HouseRule {
  readonly message: string;
  /** Answers the listeners; `report` takes the offending node and what the message's `{{places}}` stand for. */
  readonly create: (report: Report, context: Rule.RuleContext) => Listener;
  readonly schema?: NonNullable<Rule.RuleMetaData['schema']>;
}

type Report = (node: Rule.Node, data?: Record<string, string>) => void;

/** A rule with one message. Rules know no paths: `eslint.config.mjs` says where each of them holds. */
export function houseRule({ message, create, schema = [] }: HouseRule): Rule.RuleModule {
  return {
    meta: { type: 'problem', messages: { broken: message }, schema },
    create: (context) =>
      create((node, data = {}) => {
        context.report({ node, messageId: 'broken', data });
      }, context),
  };
}
