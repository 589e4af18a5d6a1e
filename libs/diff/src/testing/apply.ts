import type { FileDiff } from '../model/file-diff.ts';

/** The new file, made of the old one and its diff; throws where a line or a number of the diff is not that of the files. */
export function applied(old: string, file: FileDiff): string {
  const lines = old.split('\n');
  const oldEnds = lines.at(-1) !== '';
  if (!oldEnds) lines.pop();
  const made: string[] = [];
  let read = 0;
  let ends = oldEnds;
  for (const hunk of file.hunks) {
    const start = hunk.oldLines === 0 ? hunk.oldStart : hunk.oldStart - 1;
    made.push(...lines.slice(read, start));
    read = start;
    for (const line of hunk.lines) {
      if (line.kind !== '+') {
        if (lines[read] !== line.text) throw new Error(`line ${read + 1} of the old file is another one`);
        read += 1;
        if (line.old !== read) throw new Error(`line ${read} of the old file is numbered ${line.old}`);
      }
      if (line.kind !== '-') {
        made.push(line.text);
        if (line.new !== made.length) throw new Error(`line ${made.length} of the new file is numbered ${line.new}`);
      }
    }
    if (read >= lines.length) ends = hunk.unterminated === 'new' || hunk.unterminated === 'both';
  }
  made.push(...lines.slice(read));
  return made.length === 0 ? '' : `${made.join('\n')}${ends ? '' : '\n'}`;
}
