import { describe, expect } from 'vitest'
import { connectionRefused, rateLimited, truncatedStream } from '../../../faults/index.ts'
import {
  defineEndpoint,
  defineProvider,
  jsonFrame,
  operationOn,
  problemWriter,
  type EmptyWriter,
  type PlainWriter,
  type ProblemTable,
} from '../../../src/kit.ts'
import { withChaos } from '../../../src/vitest/index.ts'
import { problemKinds } from '../../../src/engine/model/problem.ts'

const url = 'https://tools.example/rpc'
const statuses = Object.fromEntries(problemKinds.map((kind) => [kind, { status: 500, message: kind }])) as ProblemTable
const problem = problemWriter(statuses, { body: ({ kind, message = kind }) => ({ error: message }) })
const ran: string[] = []

const run = defineEndpoint({
  name: 'run',
  path: '',
  takes: ({ text }) => text.startsWith('run '),
  decode: ({ text }) => ({
    type: 'ask',
    ask: { ...operationOn('call-tool', { model: 'order', texts: [text] }), stream: text.endsWith('!') },
  }),
  answer: ({ messages }, { runs }) => {
    const text = JSON.stringify(messages[0]?.parts)
    if (text.includes('fail')) return { problem: { kind: 'server-error', about: 'tool', message: 'It failed.' } }
    ran.push(text)
    runs({ name: 'order', arguments: {} })
    if (text.includes('unsaid')) return undefined
    return { parts: [{ type: 'data', text: '{"done":true}' }], takes: text.includes('slow') ? 500 : 0 }
  },
  write: () => {
    let told = ''
    return {
      headers: () => ({}),
      body: ({ data, parts }) => ({ data, parts }),
      problem,
      stream: () => ({
        start: () => [],
        open: () => [],
        delta: () => [],
        closePart: () => [],
        data(text: string) {
          told = text
          return []
        },
        ping: () => [],
        finish: () => [{ ...jsonFrame('delta', { told }), completes: true }],
        problem: () => [],
      }),
    } satisfies PlainWriter & { stream: unknown }
  },
})

function empty(name: string, status: number, takes?: (text: string) => boolean): ReturnType<typeof defineEndpoint> {
  return defineEndpoint({
    name,
    path: '',
    method: name === 'look' ? 'GET' : 'POST',
    ...(takes === undefined ? {} : { takes: ({ text }) => takes(text) }),
    decode: () => ({ type: 'ask', ask: operationOn('access-server', { model: '', texts: [name] }) }),
    answer: () => ({ parts: [] }),
    write: (): EmptyWriter => ({ headers: () => ({}), emptyStatus: status, problem }),
  })
}

const tools = defineProvider({
  name: 'tools',
  baseUrls: [url],
  endpoints: [run, empty('note', 202, (text) => text.startsWith('note')), empty('look', 405)],
})
const test = withChaos({ providers: [tools], unfiredFaults: 'ignore', clientBehavior: 'ignore', pace: { firstToken: '9s' } })
const send = (body: string): Promise<Response> => fetch(url, { method: 'POST', body })

describe('endpoints at one address', () => {
  test('are distinguished by the body', async ({ chaos }) => {
    await (await send('run it')).text()
    await (await send('note it')).text()
    expect(chaos.journal.calls.map(({ endpoint }) => endpoint)).toEqual(['run', 'note'])
  })
})

describe('a response without a body', () => {
  test('is complete with its headers', async ({ chaos }) => {
    const response = await send('note it')
    expect([response.status, await response.text()]).toEqual([202, ''])
    expect(chaos.journal.calls[0]).toMatchObject({ status: 202, ending: 'complete' })
  })

  test('is complete even without a reader', async ({ chaos }) => {
    await send('note it')
    await new Promise((resolve) => setTimeout(resolve, 1))
    expect(chaos.journal.calls[0]).toMatchObject({ ending: 'complete' })
  })

  test('is not a failure if clients expect its status', async ({ chaos }) => {
    const response = await fetch(url)
    expect([response.status, await response.text()]).toEqual([405, ''])
    expect(chaos.journal.calls[0]).toMatchObject({ status: 405, ending: 'complete', problem: undefined })
  })

  test('becomes an error if the call is refused', async ({ chaos }) => {
    chaos.inject(rateLimited())
    expect(await (await send('note it')).json()).toEqual({ error: 'rate-limit-requests' })
    expect(chaos.journal.calls[0]).toMatchObject({ ending: 'refused' })
  })
})

describe('an endpoint that answers without a model', () => {
  test('answers at once, or after the given time', async ({ chaos }) => {
    expect(await (await send('run it')).json()).toEqual({ data: ['{"done":true}'], parts: [] })
    await (await send('run it slowly, slow')).text()
    const [first, second] = chaos.journal.calls
    expect(first).toMatchObject({ endedAt: 0, executed: true, usage: undefined, effect: { name: 'order', at: 0 } })
    expect(second!.endedAt! - second!.startedAt).toBe(500)
  })

  test('streams data', async ({ chaos }) => {
    expect(await (await send('run it!')).text()).toBe('data: {"told":"{\\"done\\":true}"}\n\n')
    expect(chaos.journal.calls[0]).toMatchObject({ ending: 'complete', received: chaos.journal.calls[0]?.truth })
  })

  test('leaves the words to the answers', async ({ chaos }) => {
    await (await send('run unsaid')).text()
    expect(chaos.journal.calls[0]).toMatchObject({ executed: true, ending: 'complete', endedAt: 0 })
    expect(chaos.journal.calls[0]?.received).not.toBe('')
  })

  test('can fail', async ({ chaos }) => {
    expect(await (await send('run and fail')).json()).toEqual({ error: 'It failed.' })
    expect(chaos.journal.calls[0]).toMatchObject({ executed: false, problem: { kind: 'server-error' } })
  })

  test.for([
    ['refused', rateLimited()],
    ['not reached', connectionRefused()],
  ] as const)('runs nothing if the call is %s', async ([, injection], { chaos }) => {
    ran.length = 0
    chaos.inject(injection)
    await send('run it').catch(() => undefined)
    expect(chaos.journal.calls[0]).toMatchObject({ executed: false, effect: undefined })
    expect(ran).toEqual([])
  })

  test('has run if the response is lost', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 0, ending: 'reset' }))
    await expect(send('run it!').then((response) => response.text())).rejects.toThrow('terminated')
    expect(chaos.journal.calls[0]).toMatchObject({ executed: true, ending: 'reset' })
  })
})
