import { describe, expect, it } from '@jest/globals';
import { changedFiles } from './changed-files.ts';
import { placeAfter } from './follow-line.ts';

const FILES = changedFiles(`diff --git a/a.txt b/b.txt
similarity index 90%
rename from a.txt
rename to b.txt
--- a/a.txt
+++ b/b.txt
@@ -2,3 +2,4 @@
 two
-three
+three and more
+three and a half
 four
@@ -20,2 +21 @@
 twenty
-twenty-one
diff --git a/gone.txt b/gone.txt
deleted file mode 100644
--- a/gone.txt
+++ /dev/null
@@ -1 +0,0 @@
-one
`);
const after = (path: string, line: number) => placeAfter(FILES, { path, line });

describe('a line that is followed through a push', () => {
  it('is where its text is then', () => {
    expect([1, 2, 4, 10, 20, 30].map((line) => after('a.txt', line)?.line)).toEqual([1, 2, 5, 11, 21, 30]);
    expect(after('a.txt', 1)?.path).toBe('b.txt');
    expect(after('other.txt', 7)).toEqual({ path: 'other.txt', line: 7 });
  });

  it('is nowhere once it was changed or removed', () => {
    expect([after('a.txt', 3), after('a.txt', 21), after('gone.txt', 1)]).toEqual([undefined, undefined, undefined]);
  });
});
