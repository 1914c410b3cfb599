import { execFile, spawn } from 'node:child_process'
import { generateKeyPair, pbkdf2, randomBytes, scrypt } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { createReadStream, mkdtempSync, openAsBlob, promises as files, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scheduler } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { brotliCompress, gzip } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { falseJumps } from './under-deadline.ts'

const folder = mkdtempSync(join(tmpdir(), 'brownout-time-'))
const file = join(folder, 'file')
// Taken before any clock begins, as apps do at the top of a file.
const sleep = promisify(setTimeout)
const realTimeout = setTimeout
const stretch = promisify(scrypt)

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => void setImmediate(resolve))
}

async function hops(near: MessagePort | BroadcastChannel, far: MessagePort | BroadcastChannel): Promise<void> {
  for (let hop = 0; hop < 10; hop++) {
    await new Promise((resolve) => {
      near.onmessage = resolve
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
      far.postMessage(hop)
    })
  }
  near.close()
  far.close()
}

const echo = `require('node:worker_threads').parentPort.on('message', (message) => {
  setTimeout(() => require('node:worker_threads').parentPort.postMessage(message), 20)
})`
const job = `const until = Date.now() + 20
while (Date.now() < until);
require('node:worker_threads').parentPort.postMessage('done')`
const toolServer = `process.stdin.on('data', (text) => setTimeout(() => process.stdout.write(text), 20))`

let imports = 0
let worker: Worker
let tool: ReturnType<typeof spawn>

beforeAll(() => {
  writeFileSync(file, Buffer.alloc(4_000_000, 7))
  worker = new Worker(echo, { eval: true })
  tool = spawn(process.execPath, ['-e', toolServer])
})

afterAll(async () => {
  await worker.terminate()
  tool.kill()
  rmSync(folder, { recursive: true })
})

describe('the clock waits for', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['a chain of setImmediate', () => turns(12)],
    [
      'scheduler.yield',
      async () => {
        for (let turn = 0; turn < 12; turn++) await scheduler.yield()
      },
    ],
    [
      'a MessageChannel',
      () => {
        const { port1, port2 } = new MessageChannel()
        return hops(port1, port2)
      },
    ],
    ['a BroadcastChannel', () => hops(new BroadcastChannel('here'), new BroadcastChannel('here'))],
    ['gzip', () => promisify(gzip)(Buffer.alloc(2_000_000, 3))],
    ['brotli', () => promisify(brotliCompress)(Buffer.alloc(100_000, 3))],
    ['scrypt taken before the clock', () => stretch('password', 'salt', 64)],
    ['pbkdf2', () => promisify(pbkdf2)('password', 'salt', 20_000, 64, 'sha512')],
    ['randomBytes', () => promisify(randomBytes)(1_000_000)],
    ['generateKeyPair', () => promisify(generateKeyPair)('rsa', { modulusLength: 1_024 })],
    ['crypto.subtle', () => crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign'])],
    [
      'a CompressionStream',
      () => new Response(new Blob([new Uint8Array(1_000_000)]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer(),
    ],
    ['readFile', () => files.readFile(file)],
    [
      'a file stream',
      async () => {
        for await (const _ of createReadStream(file));
      },
    ],
    [
      'fsync',
      async () => {
        const handle = await files.open(join(folder, 'other'), 'w')
        await handle.writeFile('text')
        await handle.sync()
        await handle.close()
      },
    ],
    ['a blob that is a file', async () => (await openAsBlob(file)).arrayBuffer()],
    ['a name look-up', () => lookup('localhost')],
    ['WebAssembly', () => WebAssembly.instantiate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))],
    [
      'Atomics.waitAsync',
      async () => {
        const cell = new Int32Array(new SharedArrayBuffer(4))
        const woken = Atomics.waitAsync(cell, 0, 0)
        realTimeout(() => Atomics.notify(cell, 0), 5)
        await woken.value
      },
    ],
    [
      'an answer of a worker',
      () =>
        new Promise((resolve) => {
          worker.once('message', resolve)
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
          worker.postMessage('ping')
        }),
    ],
    ['a worker that does a job', () => new Promise((resolve) => void new Worker(job, { eval: true }).once('message', resolve))],
    ['execFile', () => promisify(execFile)('sleep', ['0.02'])],
    [
      'a tool server over stdio',
      () =>
        new Promise((resolve) => {
          tool.stdout!.once('data', resolve)
          tool.stdin!.write('ping')
        }),
    ],
    ['a timer taken before the clock', () => sleep(20)],
    // Again each time.
    ['an import', () => import(/* @vite-ignore */ `./under-deadline.ts?${imports++}`)],
  ])('%s', async (_, work) => {
    expect(await falseJumps(work, 3)).toBe(0)
  })
})
