import { buildAll } from './build-all.ts';
import { messageOf } from '@arbiter/backing';

// `npm run build`
try {
  await buildAll(['apps', 'libs', 'tools']);
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
