import type { WritingRef } from '@arbiter/contracts';

/** Where something was written, in words: changes as their forge names them. */
export function placeOf(source: WritingRef): string {
  switch (source.kind) {
    case 'commit':
      return `${source.repository.name}, commit ${source.sha.slice(0, 10)}`;
    case 'change':
      return `${source.repository.name}, ${source.forge === 'gitlab' ? '!' : '#'}${String(source.number)}`;
    case 'comment':
      return `a comment in ${source.repository.name}`;
    case 'message':
      return 'a message';
  }
}
