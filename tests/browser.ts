import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import sparticuz from '@sparticuz/chromium'

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * Finds a Chromium: the one named by CHROMIUM_PATH, the system's, the one shipped
 * by npm, or Debian's package when this user may install it.
 * @throws one line that says what is missing
 */
export async function findChromium(named: string | undefined): Promise<string> {
  if (named) return named
  const installed = SYSTEM_BROWSERS.find((path) => fs.existsSync(path))
  if (installed) return installed
  const shipped = await sparticuz.executablePath()
  if (starts(shipped)) return shipped
  if (process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')) {
    spawnSync('apt-get', ['update'], { stdio: 'ignore' })
    spawnSync('apt-get', ['install', '-y', 'chromium'], { stdio: 'ignore' })
    if (fs.existsSync('/usr/bin/chromium')) return '/usr/bin/chromium'
  }
  throw new Error(
    'No Chromium runs here: install one and set CHROMIUM_PATH to it (the npm-shipped one lacks system libraries).',
  )
}

function starts(path: string): boolean {
  return spawnSync(path, ['--version', '--no-sandbox'], { stdio: 'ignore' }).status === 0
}
