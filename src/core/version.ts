/** The version of the studio, as in package.json. */
export const APP_VERSION = '0.1.0';
