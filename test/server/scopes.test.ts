import { once } from 'node:events'
import fc from 'fast-check'
import OpenAI from 'openai'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { overloaded } from '../../faults/index.ts'
import { coreOf } from '../../src/chaos/core.ts'
import { headersOf } from '../../src/sockets/incoming.ts'
import { anthropic, answers, brownout, openai, type Chaos } from '../../src/index.ts'
import { serve, type BrownoutServer } from '../../src/server/index.ts'
import { readFaults } from '../../src/server/control/faults.ts'
import { beginAgain } from '../../src/server/control/scenario.ts'
import { Scopes } from '../../src/server/scopes.ts'
import { callOf } from '../engine/sample.ts'
import { asked, sent } from './sent.ts'

const chaos = brownout({ seed: 'tuesday', providers: [openai(), anthropic()], answers: answers.from(() => 'Tomorrow.') })
let server: BrownoutServer
const opened: string[] = []

beforeAll(() => chaos.inject(overloaded().nth(1)))
beforeEach(async () => void (server = await serve(chaos, { onScope: (name) => void opened.push(name) })))
afterEach(async () => {
  await server.close()
  chaos.reset()
  chaos.inject(overloaded().nth(1))
  opened.length = 0
})

const pathOf = (scope: string): string => `${server.url}/__brownout/scope/${scope}`
const ask = (scope: string, question?: string) => asked(`${pathOf(scope)}/openai/v1`, question)
const control = (scope: string, method: string, path: string, body?: unknown) =>
  sent(`${pathOf(scope)}/__brownout/${path}`, { method, body })

describe('a scope', () => {
  it('begins as the server did, and is apart from it and from others', async () => {
    expect([(await ask('a')).status, (await ask('a')).status]).toEqual([503, 200])
    expect((await ask('b')).status).toBe(503)
    await control('b', 'POST', 'faults', { faults: ['server-error'] })
    expect([(await ask('b')).status, (await ask('a')).status]).toEqual([500, 200])
    expect((await asked(server.baseUrls['openai']!)).status).toBe(503)
    expect([chaos, server.scopes.get('a')!, server.scopes.get('b')!].map(({ journal }) => journal.calls.length)).toEqual([1, 3, 2])
    expect(opened).toEqual(['a', 'b'])
  })

  it('has answers and a seed of its own', async () => {
    await control('a', 'PUT', 'scenario', { seed: 'friday', answers: [{ text: 'In Lyon.' }] })
    await control('b', 'PUT', 'scenario', {})
    expect([await ask('a'), await ask('b')]).toMatchObject([{ said: 'In Lyon.' }, { said: 'Tomorrow.' }])
    expect([...server.scopes.values()].map(({ seed }) => seed)).toEqual(['friday', 'tuesday'])
  })

  it('is named by a header as well as by the path', async () => {
    const client = new OpenAI({
      baseURL: server.baseUrls['openai'],
      apiKey: 'none',
      maxRetries: 0,
      defaultHeaders: { 'x-brownout-scope': 'a' },
    })
    await expect(client.chat.completions.create({ model: 'gpt-4o', messages: [] })).rejects.toMatchObject({ status: 400 })
    await ask('a')
    const { body } = await sent(`${server.url}/__brownout/journal`, { headers: { 'x-brownout-scope': 'a' } })
    expect(body).toEqual((await control('a', 'GET', 'journal')).body)
    expect((body as { readonly calls: unknown[] }).calls).toHaveLength(2)
  })

  it('names its base URLs, and answers below them what the server answers', async () => {
    const { body } = await sent(`${pathOf('a')}/__brownout`)
    const { scope, baseUrls } = body as { readonly scope: string; readonly baseUrls: Record<string, string> }
    expect([scope, baseUrls['openai']]).toEqual(['a', `${pathOf('a')}/openai/v1`])
    const models = await new OpenAI({ baseURL: baseUrls['openai'], apiKey: 'none' }).models.list()
    expect(models.data.length).toBeGreaterThan(0)
    expect(await sent(`${pathOf('a')}/__brownout/health`)).toMatchObject({ status: 200 })
  })

  it('answers WebSockets as well', async () => {
    await control('a', 'DELETE', 'faults')
    const socket = new WebSocket(`${pathOf('a').replace('http', 'ws')}/openai/v1/responses`, { headers: { authorization: 'Bearer none' } })
    await once(socket, 'open')
    const closed = once(socket, 'close')
    socket.on('message', (event: Buffer) => String(event).includes('response.completed') && socket.close())
    socket.send(JSON.stringify({ type: 'response.create', model: 'gpt-5', input: 'Where?' }))
    await closed
    expect(server.scopes.get('a')!.journal.calls).toMatchObject([{ ending: 'complete' }, { received: 'Tomorrow.', ending: 'complete' }])
    expect(chaos.journal.calls).toEqual([])
  })

  it('is forgotten when it is ended', async () => {
    await ask('a')
    expect((await sent(`${server.url}/__brownout/scopes`)).body).toEqual({ scopes: [{ name: 'a', seed: 'tuesday', calls: 1 }] })
    expect(await sent(`${server.url}/__brownout/scopes/a`, { method: 'DELETE' })).toMatchObject({ status: 200, body: { ended: 'a' } })
    expect((await sent(`${server.url}/__brownout/scopes`)).body).toEqual({ scopes: [] })
    expect((await ask('a')).status).toBe(503)
  })

  it.each([
    ['a%20b', {}, 'Cannot open the scope "a b": expected 1 to 100 letters, digits, "_", "-" and "."'],
    ['%2e%2e%2f', {}, 'Cannot open the scope "../"'],
    ['%E0%A4', {}, 'Cannot open the scope "%E0%A4"'],
    ['', {}, 'Cannot open the scope ""'],
    ['a', { 'x-brownout-scope': 'b' }, 'The path names the scope "a" and the header x-brownout-scope names "b".'],
  ])('is refused as "%s" with %j, to calls and to control', async (name, headers, message) => {
    const error = { message: expect.stringContaining(message) as unknown }
    expect(await sent(`${pathOf(name)}/openai/v1/models`, { headers })).toMatchObject({ status: 400, body: { error } })
    expect(await sent(`${pathOf(name)}/__brownout/journal`, { headers })).toMatchObject({ status: 400, body: { error } })
    expect(server.scopes.size).toBe(0)
  })

  it.each(['.', '..'])('cannot be %s, which clients remove from a path', async (name) => {
    const { status, body } = await sent(`${server.url}/openai/v1/models`, { headers: { 'x-brownout-scope': name } })
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('Cannot open the scope')])
  })

  it('can be one that has the name of a member of every object', async () => {
    expect([(await ask('__proto__')).status, (await ask('constructor')).status]).toEqual([503, 503])
  })

  it('is refused if a thousand are in use', () => {
    const scopes = new Scopes(brownout({ providers: [] }))
    for (let index = 0; index < 1_000; index++) scopes.of(`worker-${index}`).inject(overloaded())
    expect(() => scopes.of('another')).toThrow('Cannot open the scope "another": 1000 scopes are in use.')
    scopes.end('worker-3')
    expect(() => scopes.of('another')).not.toThrow()
  })

  it.each<[string, (scope: Chaos, scopes: Scopes) => void]>([
    ['has a fault of its own', (scope) => scope.inject(overloaded())],
    ['has lost one', (scope) => (coreOf(scope).run.armed.all[0]!.isRemoved = true)],
    ['has a seed of its own', (scope) => scope.reset('friday')],
    ['was called', (scope) => coreOf(scope).run.journal.open(callOf())],
    ['has refused a request', (scope) => coreOf(scope).run.journal.refuse({ method: 'GET', url: '/', message: '' })],
  ])('makes room for another by ending if it is the oldest that is as it began, not if it %s', (_, use) => {
    const main = brownout({ providers: [openai()] })
    main.inject(overloaded())
    const scopes = new Scopes(main)
    for (let index = 0; index < 1_000; index++) scopes.of(`worker-${index}`)
    use(scopes.of('worker-0'), scopes)
    scopes.of('another')
    expect([scopes.open.size, ...[...scopes.open.keys()].slice(0, 2)]).toEqual([1_000, 'worker-0', 'worker-2'])
    scopes.restart(scopes.of('worker-2'))
    scopes.of('one-more')
    expect([...scopes.open.keys()].slice(0, 2)).toEqual(['worker-0', 'worker-3'])
  })

  it.each([
    ['a form of another site', 'POST', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'content-type': 'text/plain' }],
    ['a page without an origin', 'POST', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['an image of another site', 'GET', { 'sec-fetch-site': 'cross-site' }],
    ['a page whose name leads here', 'POST', { origin: 'http://localhost.evil.example:4600' }],
  ])('is not opened by %s', async (_, method, headers) => {
    const body = method === 'GET' ? undefined : JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] })
    const path = `openai/v1/${method === 'GET' ? 'models' : 'chat/completions'}`
    const message = expect.stringContaining('the request is from a page of another origin') as unknown
    const ways = [
      [`${pathOf('a')}/${path}`, headers],
      [`${server.url}/${path}`, { ...headers, 'x-brownout-scope': 'a' }],
    ] as const
    for (const [url, sentHeaders] of ways)
      expect(await sent(url, { method, headers: sentHeaders, body })).toMatchObject({ status: 400, body: { error: { message } } })
    expect(server.scopes.size).toBe(0)
    await control('a', 'DELETE', 'faults')
    expect(await sent(ways[0][0], { method, headers: { ...headers, authorization: 'Bearer none' }, body })).toMatchObject({ status: 200 })
  })

  it.each([
    ['a page of this machine', { origin: 'http://localhost:3000', 'sec-fetch-site': 'cross-site' }],
    ['a page of the server', { 'sec-fetch-site': 'same-origin' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
    ['a program', {}],
  ])('is opened by %s', async (_, headers) => {
    await sent(`${pathOf('a')}/openai/v1/models`, { headers })
    expect(server.scopes.size).toBe(1)
  })

  it('is not opened by a WebSocket of a foreign page', async () => {
    const socket = new WebSocket(`${pathOf('a').replace('http', 'ws')}/openai/v1/responses`, { origin: 'https://evil.example' })
    socket.on('error', () => {})
    await once(socket, 'unexpected-response')
    socket.terminate()
    expect(server.scopes.size).toBe(0)
  })
})

describe('fifty scopes at once', () => {
  it('each have their own faults, answers and journal', async () => {
    const workers = Array.from({ length: 50 }, (_, index) => index)
    const worked = await Promise.all(
      workers.map(async (index) => {
        const scope = `worker-${index}`
        const faults = index % 2 === 0 ? [`overloaded:first=${index % 5}`.replace(':first=0', ':nth=99')] : ['server-error:every=2']
        await control(scope, 'PUT', 'scenario', { seed: index, faults, answers: [{ text: `answer ${index}` }] })
        const answered = []
        for (const question of ['One?', 'Two?', 'Three?', 'Four?']) answered.push(await ask(scope, question))
        return answered
      }),
    )
    for (const index of workers) {
      const failed = (call: number): boolean => (index % 2 === 0 ? call < index % 5 : call % 2 === 1)
      const expected = [0, 1, 2, 3].map((call) =>
        failed(call) ? { status: index % 2 === 0 ? 503 : 500 } : { status: 200, said: `answer ${index}` },
      )
      expect(worked[index]).toMatchObject(expected)
      const { seed, calls } = server.scopes.get(`worker-${index}`)!.journal
      expect([seed, calls.length]).toEqual([String(index), 4])
    }
    expect(chaos.journal.calls).toEqual([])
  })
})

/** What one test does in its scope. */
type Act =
  | { readonly type: 'ask'; readonly question: string }
  | { readonly type: 'inject'; readonly fault: string }
  | { readonly type: 'again' }

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('ask' as const), question: fc.constantFrom('One?', 'Two?', 'Three?') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('inject' as const),
      fault: fc.constantFrom(
        'overloaded:chance=0.5',
        'truncated-stream:nth=2',
        'silent-model-swap:chance=0.3',
        'rate-limited:every=3',
        'confidently-wrong',
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'again' as const }) },
)

async function perform(scope: Chaos, { type, ...given }: Act): Promise<void> {
  if (type === 'inject') return scope.inject(...readFaults([(given as { readonly fault: string }).fault]))
  if (type === 'again') return beginAgain(scope)
  const { question } = given as { readonly question: string }
  const body = JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: question }] })
  const delivery = await coreOf(scope).gateway.answer({
    method: 'POST',
    url: new URL('https://api.openai.com/v1/chat/completions'),
    headers: headersOf({ headers: { authorization: 'Bearer none' } }),
    body: () => body,
  })
  await delivery.head()
  while ((await delivery.read()) !== undefined);
}

/** A journal without its times, which are real ones. */
function journalOf({ journal }: Chaos): unknown {
  const times = new Set(['startedAt', 'firstByteAt', 'endedAt', 'at', 'from', 'to'])
  return JSON.parse(JSON.stringify(journal, (name, value: unknown) => (times.has(name) ? undefined : value)))
}

describe('the journal of a scope', () => {
  it('is what it would be if the scope were alone, with the same seed and in any order of what others do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom('a', 'b'), act), { maxLength: 16 }), async (acts) => {
        const main = brownout({ seed: 'tuesday', providers: [openai()] })
        const together = new Scopes(main)
        // At once as well as in turn: the request is on its way while the other scope acts.
        const last: Record<string, Promise<void>> = {}
        for (const [name, each] of acts) {
          const before = last[name] ?? Promise.resolve()
          last[name] = before.then(() => perform(together.of(name), each))
          if (each.type !== 'ask') await last[name]
        }
        await Promise.all(Object.values(last))
        for (const name of ['a', 'b']) {
          const alone = new Scopes(main).of(name)
          for (const [whose, each] of acts) if (whose === name) await perform(alone, each)
          expect(journalOf(together.of(name))).toEqual(journalOf(alone))
        }
        expect(main.journal.calls).toEqual([])
      }),
      { numRuns: 40 },
    )
  })
})
