import { describe, expect, it } from 'vitest'
import type { ClientMessage, ProcessExit } from '../../../src/engine/model/server-link.ts'
import { turn } from '../../../src/time/real-time.ts'
import { ChildServer } from '../../../src/upstream/server/child-server.ts'

/** What a server does by itself. */
interface Watched {
  readonly server: ChildServer
  readonly lines: string[]
  readonly exits: ProcessExit[]
  log(): string
}

/** @param grace in ms. Default: as long as the server takes */
function start([command, ...args]: readonly [string, ...string[]], grace = 60_000): Watched {
  const [lines, exits]: [string[], ProcessExit[]] = [[], []]
  let log = ''
  const events = {
    message: (line: string) => void lines.push(line),
    log: (bytes: Uint8Array) => void (log += new TextDecoder().decode(bytes)),
    exit: (exit: ProcessExit) => void exits.push(exit),
  }
  return { server: new ChildServer({ command, args }, events, grace), lines, exits, log: () => log }
}

const inNode = (code: string): Watched => start([process.execPath, '-e', code])

function message(id: string | number | null, method: string, params: ClientMessage['params'] = {}): ClientMessage {
  return { id, method, params, text: JSON.stringify({ jsonrpc: '2.0', id, method, params }) }
}

/** A server that answers each request by its method. */
const echo = `require('node:readline').createInterface(process.stdin).on('line', (line) => {
  const { id, method } = JSON.parse(line)
  if (id !== null) console.log(JSON.stringify({ jsonrpc: '2.0', id, result: method }))
})`

describe('a tool server that is a child process', () => {
  it('answers requests by their IDs, sends the rest, and exits when its stdin ends', async () => {
    const { server, lines, exits, log } = inNode(`${echo}; console.log('{"jsonrpc":"2.0","method":"hello"}'); console.error('ready')`)
    const replies = await Promise.all([server.request(message(1, 'a')), server.request(message('1', 'b')), server.request(message(2, 'c'))])
    expect(replies.map((reply) => reply?.message['result'])).toEqual(['a', 'b', 'c'])
    expect(replies[0]?.text).toBe('{"jsonrpc":"2.0","id":1,"result":"a"}')
    await server.end('stdin')
    expect([lines, exits, log()]).toEqual([['{"jsonrpc":"2.0","method":"hello"}'], [{ code: 0, signal: null }], 'ready\n'])
  })

  it('takes answers of any length', async () => {
    const { server } = inNode(`process.stdin.once('data', () => console.log(JSON.stringify({ id: 1, result: 'é'.repeat(3e6) })))`)
    expect((await server.request(message(1, 'a')))?.message['result']).toHaveLength(3_000_000)
    await server.end('at once')
  })

  it('reports that it cannot start at the first call', async () => {
    const { server, exits, log } = start(['no-such-command'])
    await expect.poll(log).toBe('brownout: Cannot start "no-such-command": the command does not exist.\n')
    expect(exits).toEqual([])
    expect((await server.request(message(7, 'initialize')))?.message).toEqual({
      jsonrpc: '2.0',
      id: 7,
      error: { code: -32_000, message: 'Cannot start "no-such-command": the command does not exist.' },
    })
    expect(exits).toEqual([{ code: 127, signal: null }])
    await server.end('stdin')
  })

  it('answers open and later requests when it exits', async () => {
    const { server, exits, log } = inNode(`process.stdin.once('data', () => process.exit(3))`)
    const why = `The server "${process.execPath}" has exited with code 3.`
    expect((await server.request(message(1, 'a')))?.message).toMatchObject({ id: 1, error: { message: why } })
    expect((await server.request(message(2, 'b')))?.message).toMatchObject({ id: 2, error: { message: why } })
    server.send(message(null, 'notifications/initialized'))
    expect([exits, log(), server.isGone]).toEqual([[{ code: 3, signal: null }], `brownout: ${why}\n`, true])
  })

  it('forwards text that is not a message, and reports it once', async () => {
    const { server, lines, log } = inNode(`console.log('Listening'); console.log('[1]'); ${echo}`)
    await server.request(message(1, 'a'))
    expect(lines).toEqual(['Listening', '[1]'])
    expect(log()).toBe(`brownout: The server "${process.execPath}" prints text to stdout that is not a message: "Listening".\n`)
    await server.end('at once')
  })

  it('ends a request that the client has cancelled', async () => {
    const { server } = inNode('process.stdin.resume()')
    const asked = server.request(message(5, 'a'))
    server.send(message(null, 'notifications/cancelled', { requestId: 5 }))
    expect(await asked).toBeUndefined()
    await server.end('stdin')
  })

  it('is killed with all that it has started if it ignores the rest', async () => {
    const stubborn = `process.on('SIGTERM', () => {}); console.log('{"method":"started"}'); setInterval(() => console.log('{}'), 1)`
    const { server, lines, exits } = start(['sh', '-c', `trap '' TERM; "$0" -e "$1" & wait; wait`, process.execPath, stubborn], 50)
    await expect.poll(() => lines.length).toBeGreaterThan(3)
    // It settles only once no process has its stdout any more.
    await server.end('stdin')
    const { length } = lines
    await turn()
    expect([lines.length, exits]).toEqual([length, []])
  })
})
