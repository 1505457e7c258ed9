import { common } from './common.ts';
import { errors } from './errors.ts';
import { home } from './home.ts';
import { keys } from './keys.ts';
import { shell } from './shell.ts';

/** The English texts of the first load: the shell, the home screen, and errors. The other screens bring `all.ts`. */
export const firstTexts = { common, errors, home, keys, shell };
