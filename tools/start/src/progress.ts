import pc from 'picocolors';

/** What waiting people see; one line per step. */
export interface Progress {
  /** Runs a step, and says what it does, that it is done, and how long it took. */
  step<T>(title: string, work: (say: (detail: string) => void) => Promise<T>): Promise<T>;
}

/** Writes steps by `write`, each when it begins to take a while, when it is done, and when it has more to say. */
export function createProgress(write: (line: string) => void): Progress {
  return {
    async step(title, work) {
      const began = performance.now();
      const say = (detail: string): void => {
        write(pc.dim(`  … ${detail}`));
      };
      const slow = setTimeout(() => {
        say(title);
      }, 1_000);
      try {
        const result = await work(say);
        write(`${pc.green('  ✓')} ${title} ${pc.dim(`${((performance.now() - began) / 1000).toFixed(1)} s`)}`);
        return result;
      } catch (error) {
        write(`${pc.red('  ✗')} ${title}`);
        throw error;
      } finally {
        clearTimeout(slow);
      }
    },
  };
}
