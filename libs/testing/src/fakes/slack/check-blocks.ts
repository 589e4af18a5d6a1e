import type { Block } from './workspace.ts';

/** Limits of Block Kit (docs.slack.dev, "Blocks" and "Block elements"). */
const MOST_BLOCKS = 50;
const MOST_SECTION = 3_000;
const MOST_ELEMENTS = { actions: 25, context: 10 } as const;
const MOST_LABEL = 75;
const MOST_VALUE = 2_000;

interface Text {
  readonly type?: unknown;
  readonly text?: unknown;
}
interface Element {
  readonly type?: unknown;
  readonly action_id?: unknown;
  readonly text?: Text;
  readonly value?: unknown;
}

const isText = (text: Text | undefined, most: number): boolean =>
  (text?.type === 'mrkdwn' || text?.type === 'plain_text') && lies(text.text, most);
const lies = (text: unknown, most: number): boolean =>
  typeof text === 'string' && text.length > 0 && text.length <= most;

/** Whether Slack would take the blocks; it refuses a message whole for one that is wrong. */
export function areBlocks(blocks: unknown): blocks is readonly Block[] {
  if (!Array.isArray(blocks) || blocks.length > MOST_BLOCKS) return false;
  const actions = blocks.flatMap((block: Block) => (block.type === 'actions' ? elementsOf(block) : []));
  const ids = actions.map(({ action_id }) => action_id);
  return new Set(ids).size === ids.length && blocks.every((block: Block) => isBlock(block));
}

const elementsOf = (block: Block): readonly Element[] =>
  Array.isArray(block['elements']) ? (block['elements'] as Element[]) : [];

function isBlock(block: Block): boolean {
  switch (block.type) {
    case 'section':
      return isText(block['text'] as Text, MOST_SECTION);
    case 'context':
      return (
        within(block, MOST_ELEMENTS.context) && elementsOf(block).every((one) => isText(one as Text, MOST_SECTION))
      );
    case 'actions':
      return within(block, MOST_ELEMENTS.actions) && elementsOf(block).every(isButton);
    case 'input':
      return isText(block['label'] as Text, MOST_SECTION);
    case 'divider':
      return true;
    default:
      return false;
  }
}

const within = (block: Block, most: number): boolean =>
  elementsOf(block).length > 0 && elementsOf(block).length <= most;

const isButton = ({ type, text, value, action_id: id }: Element): boolean =>
  type === 'button' && isText(text, MOST_LABEL) && lies(id, 255) && (value === undefined || lies(value, MOST_VALUE));
