import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';

const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  process.env.LOCALAPPDATA &&
    join(process.env.LOCALAPPDATA, 'Google/Chrome/Application/chrome.exe'),
  process.env.PROGRAMFILES &&
    join(process.env.PROGRAMFILES, 'Google/Chrome/Application/chrome.exe'),
];

/** Flags that keep a test browser quiet on a closed network, and let root start it. */
export const QUIET_ARGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** As above, and WebGPU on a software adapter where there is no GPU. */
export const CHROMIUM_ARGS = ['--enable-unsafe-webgpu', ...QUIET_ARGS];

/** The installed Chrome or Chromium, or `null`. */
function installedChromium() {
  for (const path of CANDIDATES) {
    if (!path) continue;
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {}
  }
  return null;
}

/**
 * @returns {string} path of the installed Chrome or Chromium
 * @throws Error saying in one line what to install
 */
export function findChromium() {
  const path = installedChromium();
  if (path) return path;
  throw new Error(
    'No Chrome or Chromium found: install one (Debian: apt-get install chromium), or set CHROMIUM_PATH.',
  );
}

/** Installs Debian's `chromium` when there is no browser and this is root on Debian; says what to install elsewhere. */
export function ensureChromium() {
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (!installedChromium() && isDebianRoot) {
    console.log('No Chromium found: installing the Debian package "chromium" …');
    const options = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    execFileSync('apt-get', ['update', '-qq'], options);
    execFileSync(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
      options,
    );
  }
  return findChromium();
}
