/** Runs `work` after each call, never twice at once; calls that come while it runs are answered by one run after it. */
export function serialised(work: () => Promise<void>): () => Promise<void> {
  let tail = Promise.resolve();
  let isQueued = false;
  return () => {
    if (!isQueued) {
      isQueued = true;
      tail = tail.then(() => {
        isQueued = false;
        return work();
      });
    }
    return tail;
  };
}
