import http from 'node:http'
import { type AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refuseForeignOrigin, refuseHugeBodies } from '#app/http/request-guards.ts'

let server: http.Server

beforeAll(async () => {
  const app = express()
  app.use(refuseForeignOrigin('https://gongji.example'))
  app.use(refuseHugeBodies)
  app.all('*', (request, response) => {
    request.resume()
    request.once('end', () => response.send('through'))
  })
  await new Promise<void>((resolve) => {
    server = app.listen(0, '127.0.0.1', resolve)
  })
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

function ask(path: string, headers: Record<string, string>, body: string): Promise<number> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, method: 'POST', headers }
    const request = http.request(options, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    request.on('error', reject)
    request.end(body)
  })
}

const API = '/api/contract-years/year-1/claims'
const TOKEN = { Authorization: 'Bearer gongji_x' }
const OWN = { Origin: 'https://gongji.example' }

test('a program with a token and no cookie needs no origin, everybody else does', async () => {
  expect(await ask(API, TOKEN, 'x')).toBe(200)
  expect(await ask(API, { ...TOKEN, Cookie: 'gongji_session=a' }, 'x')).toBe(403)
  expect(await ask(API, { ...TOKEN, ...OWN, Cookie: 'gongji_session=a' }, 'x')).toBe(200)
  expect(await ask(API, {}, 'x')).toBe(403)
  expect(await ask('/contract-years/year-1/claims/new', TOKEN, 'x')).toBe(403)
  expect(await ask('/account/password', TOKEN, 'x')).toBe(403)
  expect(await ask('/account/password', { Origin: 'https://evil.example' }, 'x')).toBe(403)
  expect(await ask('/account/password', OWN, 'x')).toBe(200)
})

test('only claims may be large, and they too say how large beforehand', async () => {
  const large = { 'Content-Length': String(26 * 1024 * 1024), Connection: 'close' }
  const chunked = { 'Transfer-Encoding': 'chunked' }
  expect(await ask(API, { ...TOKEN, ...chunked }, 'x')).toBe(413)
  expect(await ask('/contract-years/y/claims/new', { ...OWN, ...chunked }, 'x')).toBe(413)
  const body = 'x'.repeat(26 * 1024 * 1024)
  expect(await ask(API, { ...TOKEN, ...large }, body)).toBe(200)
  expect(await ask('/contract-years/y/claims/upload', { ...OWN, ...large }, body)).toBe(200)
  expect(await ask('/contract-years/y/claims/new', { ...OWN, ...large }, body)).toBe(200)
  for (const path of ['/contract-years/y/claims', '/contract-years/y/claims/a/reverse', '/bids'])
    expect(await ask(path, { ...OWN, ...large }, body)).toBe(413)
})
