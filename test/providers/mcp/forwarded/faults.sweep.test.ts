import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogue } from '../../../../faults/catalogue.ts'
import { readInjection } from '../../../../src/engine/plan/injection-text.ts'
import { brownout, virtualTime, type Chaos } from '../../../../src/index.ts'
import { mcp } from '../../../../src/providers/mcp/index.ts'
import { servedShop, type ServedShop } from '../../../upstream/server/real-shop.ts'

const command = { command: 'npx', args: ['-y', 'shop-server'] }
const url = 'https://shop.example/mcp'
const tools = {
  order: { run: () => 'Ordered a lamp for you, which is on its way by now.' },
  stock: { readOnly: true, run: () => ({ count: 3, note: 'three lamps' }) },
}

let real: ServedShop
beforeAll(async () => {
  real = await servedShop()
})
afterAll(() => real.close())

const requests = [
  { id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } } },
  { method: 'notifications/initialized' },
  { id: 2, method: 'tools/list', params: {} },
  { id: 3, method: 'tools/call', params: { name: 'order', arguments: {} } },
  { id: 4, method: 'tools/call', params: { name: 'stock', arguments: {} } },
].map((message) => JSON.stringify({ jsonrpc: '2.0', ...message }))

async function speakOverStdio(): Promise<void> {
  const child = spawn(command.command, command.args)
  for (const stream of [child, child.stdin]) stream.on('error', () => {})
  child.stdout.resume()
  child.stderr.resume()
  for (const request of requests) {
    child.stdin.write(`${request}\n`)
    await sleep(1_000)
  }
  child.stdin.end()
  await sleep(60_000)
  child.kill('SIGKILL')
}

async function speakOverHttp(): Promise<void> {
  const accept = 'application/json, text/event-stream'
  let session: Record<string, string> = {}
  for (const body of [...requests, undefined]) {
    const signal = AbortSignal.timeout(60_000)
    const sent = { signal, headers: { accept, 'content-type': 'application/json', ...session } }
    const way = body === undefined ? { method: 'GET' } : { method: 'POST', body }
    const response = await fetch(url, { ...sent, ...way }).catch(() => undefined)
    const id = response?.headers.get('mcp-session-id')
    if (id) session = { 'mcp-session-id': id }
    await response?.text().catch(() => {})
  }
}

/** The faults that fire, one at a time. */
async function firing(chaos: Chaos, speak: () => Promise<void>): Promise<readonly string[]> {
  const found: string[] = []
  const release = chaos.intercept()
  for (const { name } of catalogue) {
    chaos.reset()
    chaos.inject(readInjection(name, catalogue))
    await virtualTime(speak)
    expect({ name, bugs: chaos.journal.bugs }).toEqual({ name, bugs: [] })
    if (chaos.neverFired.length === 0) found.push(name)
  }
  release()
  return found
}

/** Tool server faults that do not fire, and why. */
const idle = {
  stdio: {
    'list-changed-storm': 'a process has no session',
    'resume-rejected': 'a process has no stream to continue',
    'resume-repeats': 'a process has no stream to continue',
    'task-never-ends': 'no tool here runs as a task',
    'session-lost': 'a process has no session',
    'stream-flaps': 'a process has no stream to open',
  },
  http: {
    'resume-rejected': 'the client continues no stream',
    'resume-repeats': 'the client continues no stream',
    'task-never-ends': 'no tool here runs as a task',
    'process-exits': 'a process only',
    'command-not-found': 'a process only',
    'ignores-shutdown': 'a process only',
    'stdout-noise': 'a process only',
    'stderr-noise': 'a process only',
  },
}

const ways = [
  ['stdio', command, speakOverStdio],
  ['http', { url }, speakOverHttp],
] as const

describe.for(ways)('over %s', ([way, place, speak]) => {
  it('each fault that fires on a played server fires on a real one', async () => {
    const played = await firing(brownout({ providers: [mcp({ name: 'shop', ...place, tools })] }), speak)
    const forwarded = await firing(brownout({ providers: [mcp({ name: 'shop', ...place, upstream: real.url })] }), speak)
    expect(forwarded).toEqual(played)
    const ofToolServers = catalogue.filter(({ family }) => family === 'Tool servers').map(({ name }) => name)
    expect(ofToolServers.filter((name) => !forwarded.includes(name)).toSorted()).toEqual(Object.keys(idle[way]).toSorted())
  })
})
