import { type IngestedCommit, MAX_COMMITS_PER_MESSAGE } from '@arbiter/contracts';

/** Most text of one message, paths with it, in UTF-16 units: an event stays below the broker's largest message (1 MB) in any script. */
const MAX_TEXT = 200_000;

/** The items in their order, in groups whose commits fit a message: at most a hundred of them, and not too much text. */
export function pack<Item>(items: readonly Item[], commitsOf: (item: Item) => readonly IngestedCommit[]): Item[][] {
  const groups: Item[][] = [];
  let room = { commits: 0, text: 0 };
  for (const item of items) {
    const commits = commitsOf(item);
    const text = commits.reduce((sum, commit) => sum + textOf(commit), 0);
    if (groups.length === 0 || commits.length > room.commits || text > room.text) {
      groups.push([]);
      room = { commits: MAX_COMMITS_PER_MESSAGE, text: MAX_TEXT };
    }
    groups.at(-1)?.push(item);
    room = { commits: room.commits - commits.length, text: room.text - text };
  }
  return groups;
}

const textOf = ({ message, files }: IngestedCommit): number =>
  message.text.length + (files?.paths ?? []).reduce((sum, path) => sum + path.length, 0);
