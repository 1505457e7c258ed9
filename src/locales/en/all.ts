import { common } from './common.ts';
import { errors } from './errors.ts';
import { home } from './home.ts';
import { keys } from './keys.ts';
import { reasons } from './reasons.ts';
import { shell } from './shell.ts';

/** Every namespace in English: the one that defines which keys there are. */
export const en = { common, errors, home, keys, reasons, shell };
