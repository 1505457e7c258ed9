import { config, z } from 'zod';

/**
 * Zod without its code generation: the studio's policy forbids `eval`, and the mere attempt is reported by the browser. Every
 * schema of ours imports `z` from here.
 */
config({ jitless: true });

export { z };
