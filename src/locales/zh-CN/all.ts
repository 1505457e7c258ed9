import type { en } from '../en/all.ts';
import type { Shape } from '../shape.ts';
import { common } from './common.ts';
import { errors } from './errors.ts';
import { home } from './home.ts';
import { keys } from './keys.ts';
import { reasons } from './reasons.ts';
import { shell } from './shell.ts';

export const zhCN: Shape<typeof en> = { common, errors, home, keys, reasons, shell };
