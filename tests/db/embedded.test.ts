import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connect } from '#db/client.server.ts'
import { startEmbeddedDatabase } from '#db/embedded.server.ts'
import { migrateDatabase } from '#db/migrate.server.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const TSX = path.join(ROOT, 'node_modules/.bin/tsx')

function dataFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongji-embedded-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  return path.join(folder, 'postgres')
}

test('a killed starter loses nothing committed and leaves no lock and no orphan', async () => {
  const dataDir = dataFolder()
  const starter = spawn(
    process.execPath,
    ['--import', 'tsx', 'tests/db/start-and-wait.ts', dataDir],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await outputOf(starter, 'committed')
  starter.kill('SIGKILL')

  const database = await startEmbeddedDatabase({ dataDir })
  const { sql, close } = connect(database.url, { connections: 1 })
  expect(await sql`select value from kept`).toEqual([{ value: 42 }])
  await close()
  const second = startEmbeddedDatabase({ dataDir })
  await expect(second).rejects.toThrow('already running')
  await database.stop()
  expect(fs.existsSync(path.join(dataDir, 'postmaster.pid'))).toBe(false)
})

test('a lock file that names a stranger’s process is cleared', async () => {
  const dataDir = dataFolder()
  const first = await startEmbeddedDatabase({ dataDir, throwAway: true })
  await first.stop()
  fs.writeFileSync(path.join(dataDir, 'postmaster.pid'), `${process.pid}\n${dataDir}\n`)
  const again = await startEmbeddedDatabase({ dataDir, throwAway: true })
  await again.stop()
})

test('a folder that cannot be written is one line that says what to do', async () => {
  const file = path.join(path.dirname(dataFolder()), 'a-file')
  fs.writeFileSync(file, '')
  await expect(startEmbeddedDatabase({ dataDir: path.join(file, 'postgres') })).rejects.toThrow(
    /cannot be written .*set DATA_DIR/,
  )
})

test('a database that cannot be reached is one line without the address and its password', async () => {
  const unreachable = migrateDatabase('postgres://someone:secret-word@127.0.0.1:1/none')
  await expect(unreachable).rejects.toThrow(/cannot be reached .*DATABASE_URL/)
  await expect(unreachable).rejects.not.toThrow('secret-word')
})

test('npm start on a taken port says so in one line', async () => {
  const holder = net.createServer()
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
  const address = holder.address()
  const port = address && typeof address === 'object' ? address.port : 0
  const start = spawn(TSX, ['app/start.ts'], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let stderr = ''
  start.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const code = await new Promise((resolve) => start.once('exit', resolve))
  holder.close()
  expect([code, stderr]).toEqual([
    1,
    `gongji: Port ${port} is taken. Stop what uses it, or set PORT to another one.\n`,
  ])
})

function outputOf(child: ChildProcess, awaited: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => chunk.toString().includes(awaited) && resolve())
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it said ${awaited}`)))
  })
}
