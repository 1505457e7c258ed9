import { benchmarks } from './benchmarks.ts';
import { common } from './common.ts';
import { diagnostics } from './diagnostics.ts';
import { errors } from './errors.ts';
import { exporting } from './export.ts';
import { facts } from './facts.ts';
import { frames } from './frames.ts';
import { home } from './home.ts';
import { jobs } from './jobs.ts';
import { keys } from './keys.ts';
import { library } from './library.ts';
import { lineage } from './lineage.ts';
import { player } from './player.ts';
import { queue } from './queue.ts';
import { reasons } from './reasons.ts';
import { recipes } from './recipes.ts';
import { review } from './review.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { verify } from './verify.ts';
import { whys } from './whys.ts';

/** Every namespace in English: the one that defines which keys there are. */
export const en = {
  benchmarks,
  common,
  diagnostics,
  errors,
  export: exporting,
  facts,
  frames,
  home,
  jobs,
  keys,
  library,
  lineage,
  player,
  queue,
  reasons,
  recipes,
  review,
  settings,
  shell,
  verify,
  whys,
};
