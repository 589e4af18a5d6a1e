import type { Serve } from '../call.ts';
import { showFile, showPull } from '../show.ts';
import { refuseTooLarge } from './contents.ts';

/** Pull requests and their files. */
export function servePulls(serve: Serve): void {
  serve('pulls/get', async (call) => {
    const { repository, pull, world } = call;
    const { raw, files } = await world.diffOf(repository, pull);
    if (!call.accept.includes('diff')) return showPull(repository, pull, files);
    refuseTooLarge(raw, files.length, world.limits);
    call.header('content-type', 'application/vnd.github.diff; charset=utf-8');
    return raw;
  });

  serve('pulls/list-files', async (call) => {
    const { files } = await call.world.diffOf(call.repository, call.pull);
    const { listedFiles, patchLines } = call.world.limits;
    return call.page(files.slice(0, listedFiles)).map((file) => showFile(file, call.pull.headSha, patchLines));
  });
}
