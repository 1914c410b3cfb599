import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { catalogue } from '../../../faults/catalogue.ts'
import { overloaded } from '../../../faults/index.ts'
import { anthropic, answers, brownout, openai, readIncident } from '../../../src/index.ts'
import { serve, type BrownoutServer } from '../../../src/server/index.ts'
import { asked, sent } from '../sent.ts'

const chaos = brownout({ seed: 'tuesday', providers: [openai(), anthropic()], answers: answers.from(() => 'Tomorrow.') })
chaos.inject(overloaded().nth(1).for('anthropic'))
let server: BrownoutServer

beforeAll(async () => void (server = await serve(chaos)))
beforeEach(() => control('DELETE', 'scenario'))
afterAll(() => server.close())

/** The body of a response of the server, and its status. */
async function control(method: string, path: string, body?: unknown) {
  const received = await sent(`${server.url}/__brownout${path === '' ? '' : `/${path}`}`, { method, body })
  return { status: received.status, body: received.body as Record<string, unknown> }
}

const ask = (question?: string) => asked(server.baseUrls['openai']!, question)
const textOf = (list: unknown): unknown => (list as { readonly text: string }[]).map(({ text }) => text)

describe('the control of a server', () => {
  it('reports its state', async () => {
    await ask()
    await sent(`${server.url}/nothing`)
    expect(await control('GET', '')).toEqual({
      status: 200,
      body: {
        scope: null,
        seed: 'tuesday',
        isReplaying: false,
        calls: 1,
        refused: 1,
        faults: [
          {
            id: 1,
            fault: 'overloaded',
            parameters: {},
            trigger: { nth: 1, for: [{ any: 'anthropic' }] },
            text: 'overloaded:for=anthropic,nth=1',
            hit: 0,
          },
        ],
        baseUrls: server.baseUrls,
      },
    })
  })

  it('injects faults, as text or as data, and counts what they hit', async () => {
    const trigger = { first: 1, for: [{ any: 'openai' }] }
    const faults = ['rate-limited:nth=2,for=openai', { fault: 'overloaded', trigger }]
    const { status, body } = await control('POST', 'faults', { faults })
    expect([status, textOf(body['faults'])]).toEqual([201, ['rate-limited:form=seconds,for=openai,nth=2', 'overloaded:for=openai,first=1']])
    expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([503, 429, 200])
    expect((await control('GET', 'faults')).body['faults']).toMatchObject([{ hit: 0 }, { id: 2, hit: 1 }, { id: 3, hit: 1 }])
  })

  it('removes a fault by its id, all of a name, or all', async () => {
    await control('POST', 'faults', { faults: ['overloaded', 'rate-limited', 'server-error', 'server-error:first=1'] })
    expect((await control('DELETE', 'faults/2')).body['removed']).toMatchObject([{ id: 2, fault: 'overloaded' }])
    expect((await ask()).status).toBe(429)
    expect((await control('DELETE', 'faults/server-error')).body['removed']).toMatchObject([{ id: 4 }, { id: 5 }])
    expect(textOf((await control('DELETE', 'faults')).body['removed'])).toHaveLength(2)
    expect((await ask()).status).toBe(200)
    expect((await control('GET', 'faults')).body).toEqual({ faults: [] })
  })

  it('leaves a removed fault in the incident, which replays', async () => {
    await control('POST', 'faults', { faults: ['overloaded:for=openai'] })
    const statuses = [(await ask()).status]
    await control('DELETE', 'faults/overloaded')
    await control('POST', 'faults', { faults: ['overloaded:for=openai,nth=2'] })
    statuses.push((await ask()).status, (await ask()).status)
    expect(statuses).toEqual([503, 200, 503])
    const { headers, body } = await sent(`${server.url}/__brownout/incident`)
    expect(headers['content-disposition']).toBe('attachment; filename="incident.json"')
    const replay = await serve(brownout({ providers: [openai(), anthropic()], replay: readIncident(body, catalogue) }))
    const again = [
      await asked(replay.baseUrls['openai']!),
      await asked(replay.baseUrls['openai']!),
      await asked(replay.baseUrls['openai']!),
    ]
    expect(again.map(({ status }) => status)).toEqual(statuses)
    await replay.close()
  })

  it('plays a recipe from now on', async () => {
    const { status, body } = await control('POST', 'recipes', {
      recipes: ['openai-thirty-second-hang:speed=10', { recipe: 'half-a-message', options: { on: 'anthropic' } }],
    })
    expect(status).toBe(201)
    const [first] = body['faults'] as { readonly trigger: { readonly between: { readonly from: number } } }[]
    // The run began before the recipe.
    expect(first!.trigger.between.from).toBeGreaterThan(0)
    expect(textOf(body['faults'])).toEqual(chaos.injections.slice(1).map(() => expect.any(String) as unknown))
  })

  it('gives the journal, or the last of it, and starts it again', async () => {
    await control('POST', 'faults', { faults: ['overloaded:first=1,for=openai'] })
    for (const question of ['One?', 'Two?', 'Three?']) await ask(question)
    expect((await control('GET', 'journal')).body).toEqual(JSON.parse(JSON.stringify(chaos.journal)))
    const last = (await control('GET', 'journal?last=2')).body
    expect(last).toMatchObject({ seed: 'tuesday', total: 3, unhandled: [] })
    expect(last['calls']).toEqual(JSON.parse(JSON.stringify(chaos.journal.calls.slice(1))))
    expect((await control('DELETE', 'journal')).body).toMatchObject({ calls: 0, seed: 'tuesday', faults: [{}, { hit: 0 }] })
    // Its faults count from the start.
    expect((await ask('One?')).status).toBe(503)
  })

  it('writes no API key into the journal, also not one in an answer of the model', async () => {
    const key = `sk-proj-${'a1B2c3D4'.repeat(5)}`
    await control('PUT', 'scenario', { answers: [{ text: `Your key is ${key}.` }] })
    expect((await ask()).said).toContain(key)
    for (const path of ['journal', 'journal?last=1']) expect(JSON.stringify((await control('GET', path)).body)).not.toContain(key)
  })

  it('hashes the prompts of an incident on request', async () => {
    await control('POST', 'faults', { faults: ['overloaded:for=openai'] })
    await ask('Where is order 118?')
    expect(JSON.stringify((await control('GET', 'incident')).body)).toContain('order 118')
    expect(JSON.stringify((await control('GET', 'incident?prompts=hash')).body)).not.toContain('order 118')
  })

  it('switches the scenario, and back to how the server began', async () => {
    const faults = ['server-error:nth=1']
    const scenario = { seed: 7, faults, recipes: ['half-a-message'], answers: [{ prompt: 'parcel', text: 'In Lyon.' }] }
    const { body } = await control('PUT', 'scenario', scenario)
    expect(body).toMatchObject({ seed: '7', calls: 0 })
    expect((body['faults'] as object[]).length).toBeGreaterThan(1)
    await control('DELETE', 'faults/half-an-answer')
    expect((await ask()).status).toBe(500)
    expect((await control('PUT', 'scenario', {})).body).toMatchObject({ seed: '7', calls: 0, faults: [] })
    expect(await ask()).toEqual({ status: 200, said: 'In Lyon.' })
    expect((await control('DELETE', 'scenario')).body).toMatchObject({ seed: 'tuesday', calls: 0, faults: [{ fault: 'overloaded' }] })
    expect(await ask()).toEqual({ status: 200, said: 'Tomorrow.' })
  })

  it('lists what can be injected and played', async () => {
    const { body } = await control('GET', 'catalogue')
    expect(body['faults']).toContainEqual({
      name: 'overloaded',
      family: expect.any(String) as unknown,
      summary: expect.any(String) as unknown,
    })
    expect(body['recipes']).toContainEqual({ name: 'one-bad-hour', summary: expect.any(String) as unknown })
  })

  it('injects nothing while an incident is replayed', async () => {
    const replaying = await serve(brownout({ providers: [openai()], replay: [overloaded().first(1)] }))
    for (const [method, path, body] of [
      ['POST', 'faults', { faults: ['overloaded'] }],
      ['POST', 'recipes', { recipes: ['half-a-message'] }],
      ['PUT', 'scenario', {}],
    ] as const)
      expect(await sent(`${replaying.url}/__brownout/${path}`, { method, body })).toMatchObject({
        status: 409,
        body: { error: { message: expect.stringContaining('An incident is replayed') as unknown } },
      })
    await replaying.close()
  })

  it.each<[string, string, unknown, number, string]>([
    ['POST', 'faults', { faults: ['overlaoded'] }, 400, 'Cannot inject "overlaoded": no such fault. Did you mean "overloaded"?'],
    ['POST', 'faults', { faults: ['overloaded:frist=1'] }, 400, 'Did you mean "first"?'],
    ['POST', 'faults', { faults: ['overloaded:for=opena'] }, 400, 'Did you mean "openai"?'],
    ['POST', 'faults', { faults: [{ fault: 'overloaded', trigger: { frist: 1 } }] }, 400, 'Did you mean "first"?'],
    ['POST', 'faults', { faults: [{}] }, 400, 'The body is wrong: "faults.0" is {}: '],
    ['POST', 'faults', { faults: [] }, 400, 'The body is wrong: "faults" is []: expected at least one fault.'],
    ['POST', 'faults', { fault: 'overloaded' }, 400, 'The body has no "fault". Did you mean "faults"?'],
    ['POST', 'faults', ['overloaded'], 400, 'The body'],
    ['POST', 'recipes', { recipes: ['one-bad-our'] }, 400, 'Cannot play "one-bad-our": no such recipe. Did you mean "one-bad-hour"?'],
    ['POST', 'recipes', { recipes: [{ recipe: 'one-bad-hour', options: { sped: 2 } }] }, 400, 'Did you mean "speed"?'],
    ['POST', 'recipes', { recipes: ['one-bad-hour:on=mistral'] }, 400, 'mistral'],
    ['PUT', 'scenario', { seed: [] }, 400, 'The body is wrong: "seed" is []: expected a text or a number'],
    ['PUT', 'scenario', { answers: [{ prompt: 'refund' }] }, 400, 'Cannot read the answers: line 1 has no answer'],
    ['PUT', 'scenario', { answers: [{ text: 5 }] }, 400, 'Cannot read the answers: line 1 is not an answer: "text" is 5'],
    ['PUT', 'scenario', { seeds: 1 }, 400, 'The body has no "seeds". Did you mean "seed"?'],
    ['GET', 'journal?last=none', undefined, 400, 'The query is wrong: "last" is "none": expected an integer.'],
    ['GET', 'journal?lats=1', undefined, 400, 'The query has no "lats". Did you mean "last"?'],
    [
      'GET',
      'incident?prompts=hahs',
      undefined,
      400,
      'The query is wrong: "prompts" is "hahs": expected "keep" or "hash" (did you mean "hash"?).',
    ],
    ['DELETE', 'faults/overlaoded', undefined, 404, 'Cannot remove "overlaoded": no such fault is active. Did you mean "overloaded"?'],
    ['DELETE', 'faults/9', undefined, 404, 'Cannot remove "9": no such fault is active.'],
    ['DELETE', 'scopes/nobody', undefined, 404, 'Cannot end the scope "nobody": no such scope is open.'],
    ['GET', 'fautls', undefined, 404, '/__brownout/fautls does not exist. Did you mean "faults"?'],
    ['GET', 'constructor', undefined, 404, '/__brownout/constructor does not exist.'],
    ['GET', 'faults/%E0%A4', undefined, 405, 'Cannot GET /__brownout/faults/%E0%A4: expected DELETE.'],
    ['PATCH', 'faults', undefined, 405, 'Cannot PATCH /__brownout/faults: expected GET or POST or DELETE.'],
  ])('refuses %s %s %j', async (method, path, body, status, message) => {
    const before = await control('GET', '')
    const received = await control(method, path, body)
    expect([received.status, received.body]).toEqual([status, { error: { message: expect.stringContaining(message) as unknown } }])
    expect(await control('GET', '')).toEqual(before)
  })

  it.each<[string, string, number, string]>([
    ['is not JSON', '{', 400, 'The body is not JSON: '],
    ['is empty', '', 400, 'The body is not JSON: '],
    ['is too long', ' '.repeat(1_000_001), 413, 'The body has 1000001 bytes: expected at most 1000000.'],
  ])('refuses a body that %s', async (_what, body, status, message) => {
    const headers = { 'content-type': 'application/json' }
    expect(await sent(`${server.url}/__brownout/faults`, { method: 'POST', headers, body })).toMatchObject({
      status,
      body: { error: { message: expect.stringContaining(message) as unknown } },
    })
  })
})
