import { buildAll } from './build-all.ts';

// `npm run build`
try {
  await buildAll(['apps', 'libs', 'tools']);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
