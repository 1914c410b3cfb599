import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { connectionReset, overloaded, stalledStream, truncatedStream } from '../../faults/index.ts'
import { answers, anthropic, brownout, openai, type Chaos, type Injection } from '../../src/index.ts'
import { answerProcesses, type AnsweredProcesses } from '../../src/processes/answer-processes.ts'
import { printedBy, start } from './child.ts'

let processes: AnsweredProcesses
afterEach(() => processes.close())

async function playing(...injections: readonly Injection[]): Promise<Chaos> {
  const chaos = brownout({
    seed: 'tuesday',
    providers: [openai(), anthropic()],
    answers: answers.from(() => 'one two three four five six'),
  })
  chaos.inject(...injections)
  processes = await answerProcesses(chaos, '--no-warnings')
  return chaos
}

describe('a process of a run', () => {
  it('is answered by fetch, by node:http and in a thread, and reaches other hosts as before', async () => {
    const chaos = await playing()
    const other = createServer((_, response) => response.end('from elsewhere')).listen(0)
    await once(other, 'listening')
    const printed = await printedBy(
      `import https from 'node:https'
      import { Worker } from 'node:worker_threads'
      const inThread = new Worker('fetch("https://api.openai.com/v1/models", { headers: { authorization: "Bearer test" } }).then(async (response) => (await response.text(), await import("node:worker_threads")).parentPort.postMessage(response.status))', { eval: true })
      const thread = await new Promise((resolve) => inThread.on('message', resolve))
      const byHttp = await new Promise((resolve) => https.get('https://api.openai.com/v1/models', { headers: { authorization: 'Bearer test' } }, (response) => resolve(response.statusCode)))
      const { choices } = await (await ask('Count.')).json()
      const refused = await fetch('https://api.assemblyai.com/v2/transcript')
      const socket = await new Promise((resolve) => new WebSocket('wss://api.openai.com/v1/realtime').addEventListener('error', ({ type }) => resolve(type)))
      const elsewhere = await (await fetch('http://127.0.0.1:${(other.address() as AddressInfo).port}')).text()
      console.log(JSON.stringify([thread, byHttp, choices[0].message.content, refused.headers.get('x-brownout'), socket, elsewhere, process.execArgv.length]))`,
      processes,
    )
    other.close()
    expect(printed).toEqual([200, 200, 'one two three four five six', 'unhandled_request', 'error', 'from elsewhere', 3])
    expect(chaos.journal.calls.map(({ endpoint, ending }) => `${endpoint} ${ending}`)).toEqual([
      'models complete',
      'models complete',
      'chat.completions complete',
      // Without a key. The WebSocket of Node tries once more after status 401.
      'realtime refused',
      'realtime refused',
    ])
    expect(chaos.journal.unhandled).toMatchObject([{ method: 'GET', url: 'https://api.assemblyai.com/v2/transcript' }])
    expect(processes.count).toBe(2)
  })

  it('meets broken connections as they are, before the answer and within it', async () => {
    const chaos = await playing(connectionReset({ code: 'ENOTFOUND' }).nth(1), truncatedStream({ afterDeltas: 2, ending: 'reset' }).nth(2))
    const printed = await printedBy(
      `const seen = []
      for (const stream of [false, true]) {
        let body = ''
        try {
          for await (const bytes of (await ask('Count.', { stream })).body) body += Buffer.from(bytes)
        } catch ({ message, cause }) {
          seen.push([message, cause.code, body.split('data: ').length > 3])
        }
      }
      console.log(JSON.stringify(seen))`,
      processes,
    )
    expect(printed).toEqual([
      ['fetch failed', 'ENOTFOUND', false],
      ['terminated', 'ECONNRESET', true],
    ])
    expect(chaos.journal.calls).toMatchObject([{ ending: 'reset' }, { ending: 'reset', received: 'one two' }])
  })

  it('leaves in the journal what it had received when it was killed', async () => {
    const chaos = await playing(stalledStream({ afterDeltas: 3 }))
    const child = start(
      `const response = await ask('Count.', { stream: true })
      let body = ''
      for await (const bytes of response.body) if ((body += Buffer.from(bytes)).includes(' three')) console.log('enough')`,
      processes,
    )
    await once(child.stdout!, 'data')
    child.kill('SIGKILL')
    await once(child, 'close')
    await expect.poll(() => chaos.journal.calls[0]!.ending).toBe('aborted')
    expect(chaos.journal.calls[0]).toMatchObject({ received: 'one two three', status: 200, truth: 'one two three four five six' })
  })

  it('ends although an answer was not read, and is refused once the run is over', async () => {
    await playing()
    const child = start(
      `await ask('Count.', { stream: true })
      console.log('asked')
      process.once('SIGUSR2', async () => {
        const response = await ask('Again?')
        console.log((await response.json()).error.message)
        clearInterval(alive)
      })
      const alive = setInterval(() => {}, 1_000)`,
      processes,
    )
    await once(child.stdout!, 'data')
    await processes.close()
    child.kill('SIGUSR2')
    const [printed] = (await once(child.stdout!, 'data')) as [Buffer]
    expect(String(printed)).toBe(
      'brownout refused POST https://api.openai.com/v1/chat/completions. The run of this process has ended. Nothing was sent.\n',
    )
    expect(await once(child, 'close')).toEqual([0, null])
  })
})

describe('processes of one run', () => {
  const questions = (from: number): string => JSON.stringify([0, 1, 2, 3, 4, 5].map((index) => `question ${from + index}`))
  const asksAll = (from: number): string => `const statuses = {}
    for (const question of ${questions(from)}) statuses[question] = (await ask(question)).status
    console.log(JSON.stringify(statuses))`

  it('fail according to their requests, in any order of their calls', async () => {
    await playing(overloaded().chance(0.5))
    const atOnce = await Promise.all([0, 6].map((from) => printedBy(asksAll(from), processes)))
    expect(processes.count).toBe(2)
    await processes.close()
    const chaos = await playing(overloaded().chance(0.5))
    const inTurn = [await printedBy(asksAll(6), processes), await printedBy(asksAll(0), processes)]
    expect(chaos.journal.calls.length).toBe(12)
    expect(inTurn.toReversed()).toEqual(atOnce)
    expect(new Set(atOnce.flatMap((statuses) => Object.values(statuses as Record<string, number>)))).toEqual(new Set([200, 503]))
  })
})
