import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { connect } from '#db/client.server.ts'
import { startEmbeddedDatabase } from '#db/embedded.server.ts'
import { type Portal } from '#tests/journeys/portal.ts'

/**
 * Portals to try in a browser, each a process with a database of its own. The first start tells
 * the story, as it does for everybody; it is stopped, and the others begin with copies.
 */
export async function startPortals(
  count: number,
): Promise<{ portals: Portal[]; stop: () => Promise<void> }> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongji-journeys-'))
  const server = await startEmbeddedDatabase({
    dataDir: path.join(folder, 'postgres'),
    throwAway: true,
  })
  const running: ChildProcess[] = []
  const stop = async () => {
    await Promise.all(running.map(end))
    await server.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
  const start = async (databaseUrl: string): Promise<Portal> => {
    const port = await findFreePort()
    const child = spawn(path.join(ROOT, 'node_modules/.bin/tsx'), ['app/start.ts'], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DATABASE_URL: databaseUrl, PORT: String(port) },
    })
    running.push(child)
    await untilServing(port, child)
    return { url: `http://localhost:${port}`, databaseUrl }
  }
  try {
    await start(server.url)
    await Promise.all(running.splice(0).map(end))
    const databases = await copyDatabase(server.url, count)
    return { portals: await Promise.all(databases.map(start)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const ROOT = path.resolve(import.meta.dirname, '..')

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

/** Nobody may be connected to what is copied. */
async function copyDatabase(url: string, count: number): Promise<string[]> {
  const original = new URL(url).pathname.slice(1)
  const { sql, close } = connect(onServer(url, 'template1'), { connections: 1 })
  const names = Array.from({ length: count }, (_, index) => `journeys_${index + 1}`)
  for (const name of names) await sql.unsafe(`create database ${name} template ${original}`)
  await close()
  return names.map((name) => onServer(url, name))
}

function onServer(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}

async function untilServing(port: number, portal: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (portal.exitCode !== null) break
    const answered = await fetch(`http://localhost:${port}/account/sign-in`).then(
      (response) => response.ok,
      () => false,
    )
    if (answered) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('The portal did not start for the browser journeys.')
}

async function findFreePort(): Promise<number> {
  const probe = net.createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('a TCP socket has a port')
  return address.port
}
