/**
 * How this process gives pages that nobody uses any more back to the system.
 *
 * What is freed goes to the C library first. glibc gives back what lies at the top of its heap, and keeps the rest: buffers of
 * a burst lie below something that lives on, and after 20,000 commits a quarter of all memory was such pages. Its
 * `malloc_trim` gives them back; Node calls it nowhere, so it is called through a foreign function interface.
 *
 * @returns what does so; nothing happens where there is no glibc, or no interface to it
 */
export async function pagesGiver(): Promise<() => void> {
  const trim = process.platform === 'linux' ? await mallocTrim().catch(() => undefined) : undefined;
  return () => trim?.(0);
}

async function mallocTrim(): Promise<(pad: number) => number> {
  const { default: koffi } = await import('koffi');
  return koffi.load('libc.so.6').func('int malloc_trim(size_t pad)') as (pad: number) => number;
}
