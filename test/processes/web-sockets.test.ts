import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { overloaded, stalledStream, truncatedStream } from '../../faults/index.ts'
import { answers, brownout, openai, type Chaos, type Injection } from '../../src/index.ts'
import { answerProcesses, type AnsweredProcesses } from '../../src/processes/answer-processes.ts'
import { printedBy, start } from './child.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
let processes: AnsweredProcesses
afterEach(() => processes.close())

async function playing(...injections: readonly Injection[]): Promise<Chaos> {
  const chaos = brownout({ seed: 'tuesday', providers: [openai()], answers: answers.from(() => 'one two three four five six') })
  chaos.inject(...injections)
  processes = await answerProcesses(chaos, '--no-warnings')
  return chaos
}

/** Clients of an app, each as the code that opens one. */
const clients = {
  ws: `import { WebSocket as Ws } from 'ws'
    const open = (url) => new Ws(url, { headers: { authorization: 'Bearer test' } })`,
  undici: `import { WebSocket as FromUndici } from 'undici'
    const open = (url) => new FromUndici(url, { headers: { authorization: 'Bearer test' } })`,
  'the WebSocket of Node': `const open = (url) => new WebSocket(url, ['realtime', 'openai-insecure-api-key.test'])`,
} as const

/** Makes a call over each WebSocket, and returns the types of the events, the text, and how the connection ended. */
const asking = `
  const askOver = (url, messages) => new Promise((resolve) => {
    const socket = open(url)
    const seen = { text: '', last: undefined, failed: false }
    socket.addEventListener('open', () => messages.forEach((message) => socket.send(JSON.stringify(message))))
    socket.addEventListener('error', () => (seen.failed = true))
    socket.addEventListener('message', ({ data }) => {
      const { type, delta } = JSON.parse(data)
      seen.last = type
      if (/text\\.delta$/.test(type)) seen.text += delta
      if (type === 'response.done' || type === 'response.completed') socket.close()
    })
    socket.addEventListener('close', ({ code }) => resolve({ ...seen, code }))
  })
  const realtime = () => askOver('wss://api.openai.com/v1/realtime?model=gpt-realtime', [
    { type: 'session.update', session: { type: 'realtime', output_modalities: ['text'] } },
    { type: 'conversation.item.create', item: { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Count.' }] } },
    { type: 'response.create' },
  ])
  const responses = () => askOver('wss://api.openai.com/v1/responses', [{ type: 'response.create', model: 'gpt-5', input: 'Count.' }])
`

describe.each(Object.entries(clients))('below a run, %s', (_, client) => {
  it('is answered over Realtime', async () => {
    const chaos = await playing()
    const seen = await printedBy(`${client}${asking}console.log(JSON.stringify(await realtime()))`, processes)
    expect(seen).toEqual({ text: 'one two three four five six', last: 'response.done', failed: false, code: 1_000 })
    expect(chaos.journal.calls.map(({ endpoint, ending }) => `${endpoint} ${ending}`)).toEqual(['realtime complete', 'realtime complete'])
    expect([chaos.journal.unhandled, chaos.journal.bugs, processes.count]).toEqual([[], [], 1])
  })
})

describe('below a run, a WebSocket', () => {
  it('is answered over Responses, and breaks when a fault breaks it', async () => {
    const chaos = await playing(truncatedStream({ afterDeltas: 2, ending: 'reset' }).nth(4))
    const printed = await printedBy(`${clients.ws}${asking}console.log(JSON.stringify([await responses(), await responses()]))`, processes)
    expect(printed).toEqual([
      { text: 'one two three four five six', last: 'response.completed', failed: false, code: 1_000 },
      { text: 'one two', last: 'response.output_text.delta', failed: false, code: 1_006 },
    ])
    expect(chaos.journal.calls.map(({ endpoint, ending }) => `${endpoint} ${ending}`)).toContain('responses.connect reset')
  })

  it('is refused by a fault with the response of the provider', async () => {
    const chaos = await playing(overloaded())
    const printed = await printedBy(
      `${clients.ws}
      const socket = open('wss://api.openai.com/v1/realtime?model=gpt-realtime')
      socket.on('error', () => {})
      const [status, body] = await new Promise((resolve) => socket.on('unexpected-response', (_, response) => {
        let text = ''
        response.on('data', (bytes) => (text += bytes)).on('end', () => resolve([response.statusCode, JSON.parse(text)]))
      }))
      console.log(JSON.stringify([status, typeof body.error.message]))`,
      processes,
    )
    expect(printed).toEqual([503, 'string'])
    expect(chaos.journal.calls).toMatchObject([{ endpoint: 'realtime', ending: 'refused', status: 503 }])
  })

  it('to an endpoint without one is refused, and nothing is sent', async () => {
    const chaos = await playing()
    const printed = await printedBy(
      `${clients.ws}
      const socket = open('wss://api.openai.com/v1/chat/completions')
      socket.on('error', () => {})
      console.log(await new Promise((resolve) => socket.on('unexpected-response', (_, { statusCode }) => resolve(statusCode))))
      process.exit()`,
      processes,
    )
    expect(printed).toBe(426)
    expect(chaos.journal.unhandled[0]?.message).toContain('not over a WebSocket there')
  })

  it('of Bun is blocked, and nothing is sent', async () => {
    const chaos = await playing()
    const printed = spawn(
      'node_modules/.bin/bun',
      [
        '--preload',
        './src/processes/register.ts',
        '-e',
        `try { new WebSocket('wss://api.openai.com/v1/realtime') } catch ({ message }) { console.log(message) }
        process.exit()`,
      ],
      { cwd: root, env: { ...process.env, ...processes.env } },
    )
    expect(await text(printed.stdout)).toBe(
      'Blocked a WebSocket to api.openai.com (OpenAI). Nothing was sent. WebSockets are answered only in Node. Start brownout serve in Bun and Deno, and give its address to the client.\n',
    )
    expect(chaos.journal.calls).toEqual([])
  })

  it('is aborted with its process', async () => {
    const chaos = await playing(stalledStream({ afterDeltas: 2 }))
    const child = start(`${clients.ws}${asking}await responses()`, processes)
    await expect.poll(() => chaos.journal.calls.map(({ deltas }) => deltas), { timeout: 10_000 }).toContain(2)
    child.kill('SIGKILL')
    await expect.poll(() => chaos.journal.calls.map(({ ending }) => ending)).toEqual(['complete', 'aborted'])
  })
})
