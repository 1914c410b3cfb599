import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { processExits, commandNotFound, ignoresShutdown, stdoutNoise, stderrNoise } from '../../faults/index.ts'
import { brownout } from '../../src/index.ts'
import { serve, type BrownoutServer } from '../../src/server/index.ts'
import { call, greeting } from './raw-child.ts'
import { order, shop } from './shop.ts'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const chaos = brownout({ providers: [shop], seed: 'tuesday' })
let server: BrownoutServer

beforeAll(async () => {
  server = await serve(chaos)
})
afterAll(() => server.close())
beforeEach(() => chaos.reset())

const commandLine = (): readonly string[] => ['--no-warnings', main, 'stdio', server.baseUrls['shop']!]

/** Starts the process, sends messages and ends its stdin. */
function start(...messages: readonly object[]): ChildProcess {
  const child = spawn(process.execPath, commandLine())
  for (const message of messages) child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  return child
}

async function ended(child: ChildProcess): Promise<{ readonly how: readonly unknown[]; readonly out: string; readonly log: string }> {
  const [how, out, log] = await Promise.all([once(child, 'exit'), text(child.stdout!), text(child.stderr!)])
  return { how, out, log }
}

describe('a real process', () => {
  it('speaks with a client, whose effects are in the journal, and ends with it', async () => {
    const client = new Client({ name: 'test', version: '1.0.0' })
    await client.connect(new StdioClientTransport({ command: process.execPath, args: [...commandLine()] }))
    expect((await client.callTool(order)).content).toEqual([{ type: 'text', text: 'Ordered: lamp' }])
    await client.close()
    expect(chaos.journal.calls.find(({ model }) => model === 'order')).toMatchObject({ executed: true, effect: { name: 'order' } })
    await expect.poll(() => chaos.journal.calls[0]?.exitedAt).toBeDefined()
  })

  it.for([
    ['with a code', processExits({ exit: 3 }), [3, null]],
    ['by a signal', processExits({ exit: 'SIGKILL' }), [null, 'SIGKILL']],
    ['as a shell does without the command', commandNotFound(), [127, null]],
  ] as const)('exits %s', async ([, fault, how]) => {
    chaos.inject(fault)
    expect((await ended(start(call(1)))).how).toEqual(how)
    expect(chaos.neverFired).toEqual([])
  })

  it('prints what it must not, and its log to stderr', async () => {
    chaos.inject(stdoutNoise({ where: 'start', text: 'Loading...' }), stderrNoise({ bytes: 70_000 }))
    const child = start(greeting)
    child.stdin?.end()
    const { out, log } = await ended(child)
    expect([out.split('\n')[0], log.length]).toEqual(['Loading...', 70_000])
  })

  it('can be killed if it ignores the rest', async () => {
    chaos.inject(ignoresShutdown())
    const child = start(greeting)
    await once(child.stdout!, 'data')
    child.kill('SIGTERM')
    await expect.poll(() => chaos.journal.calls.filter(({ endpoint }) => endpoint === 'exit').length).toBe(1)
    expect(child.exitCode).toBeNull()
    child.kill('SIGKILL')
    expect((await once(child, 'exit'))[1]).toBe('SIGKILL')
    await expect.poll(() => chaos.journal.calls[0]?.notes).toEqual(['exited by SIGKILL'])
  })

  it('receives the data that arrives with the first bytes', async () => {
    const exit = `${JSON.stringify({ type: 'exit', code: 5, signal: null })}\n`
    const atOnce = createServer((socket) => {
      socket.once('data', () =>
        socket.write(`HTTP/1.1 101 Switching Protocols\r\nupgrade: brownout-process\r\nconnection: Upgrade\r\n\r\n${exit}`),
      )
    })
    atOnce.listen(0, '127.0.0.1')
    await once(atOnce, 'listening')
    const { port } = atOnce.address() as AddressInfo
    const child = spawn(process.execPath, ['--no-warnings', main, 'stdio', `http://127.0.0.1:${port}/shop`])
    expect((await ended(child)).how).toEqual([5, null])
    atOnce.close()
  })

  it('reports it if no server is running', async () => {
    const elsewhere = spawn(process.execPath, ['--no-warnings', main, 'stdio', 'http://127.0.0.1:9'])
    expect((await ended(elsewhere)).log).toContain('Cannot reach a tool server at http://127.0.0.1:9/: ')
    const { how, log } = await ended(spawn(process.execPath, ['--no-warnings', main, 'stdio', `${server.url}/bank`]))
    expect(how).toEqual([1, null])
    expect(log).toContain('brownout serves no GET /bank/. Expected a path below: /shop')
  })
})
