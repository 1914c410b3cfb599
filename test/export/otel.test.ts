import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../faults/catalogue.ts'
import { readIncident, readPlan, type Incident } from '../../src/index.ts'
import { otelOf } from '../../src/export/otel.ts'
import { incidentOf, readLog } from '../../src/import/index.ts'
import { planArbitrary } from '../../src/property/search/plan-arbitrary.ts'
import { anyFault } from '../../src/property/index.ts'
import { badDay } from '../engine/plan/bad-day.ts'

type Call = Incident['journal']['calls'][number]

/** The parts of a call that an export keeps: all except texts, ids and frames. Times are relative to the first call. */
function keptOf(incident: Incident): object[] {
  const { calls } = incident.journal
  const start = calls[0]?.startedAt ?? 0
  return calls.map(({ provider, endpoint, host, model, stream, startedAt, firstByteAt, endedAt, status, ending, deltas, fired }) => ({
    provider,
    endpoint,
    host,
    model,
    stream,
    status,
    ending,
    deltas,
    startedAt: startedAt - start,
    firstByteAfter: firstByteAt === undefined ? undefined : firstByteAt - startedAt,
    endedAfter: endedAt === undefined ? undefined : endedAt - startedAt,
    fired: fired.map(({ fault, parameters }) => ({ fault, parameters: JSON.parse(JSON.stringify(parameters)) as unknown })),
  }))
}

function thereAndBack(incident: unknown): Incident {
  return incidentOf(readLog(JSON.stringify(otelOf(incident))))
}

/** Calls as a journal could have them, with what could have fired them. */
const call: fc.Arbitrary<Call> = fc
  .record({
    provider: fc.constantFrom('openai', 'anthropic', 'gemini', 'local'),
    endpoint: fc.constantFrom('chat.completions', 'messages', 'embeddings', 'moderations', ''),
    host: fc.constantFrom('api.openai.com', ''),
    model: fc.string(),
    stream: fc.boolean(),
    startedAt: fc.nat(1e7),
    waited: fc.option(fc.nat(60_000), { nil: undefined }),
    lasted: fc.option(fc.nat(60_000), { nil: undefined }),
    status: fc.option(fc.integer({ min: 200, max: 599 }), { nil: undefined }),
    deltas: fc.nat(50),
    ending: fc.constantFrom(...(['complete', 'truncated', 'reset', 'aborted', 'hung', 'refused', undefined] as const)),
    plan: planArbitrary({ faults: anyFault(), atMost: 2, providers: ['openai'] }),
  })
  .map(({ waited, lasted, plan, startedAt, ...rest }) => ({
    ...rest,
    startedAt,
    firstByteAt: waited === undefined ? undefined : startedAt + waited,
    endedAt: lasted === undefined ? undefined : startedAt + (waited ?? 0) + lasted,
    fired: readPlan({ version: 1, injections: plan }, catalogue).map(({ fault, parameters }) => ({
      fault: fault.name,
      parameters,
      at: startedAt,
    })),
    key: '',
    attempt: 0,
    problem: undefined,
    finish: undefined,
    truth: 'secret',
    received: 'secret',
    answeredBy: undefined,
    usage: undefined,
    frames: [],
    notes: [],
  }))

/** The same question is one that was sent to the same model at the same place. */
const keyed = (call: Call): Call => ({ ...call, key: [call.provider, call.endpoint, call.host, call.model, call.stream].join('/') })

const incident: fc.Arbitrary<Incident> = fc
  .record({ seed: fc.string(), calls: fc.array(call, { minLength: 1, maxLength: 12 }) })
  .map(({ seed, calls }) => ({
    format: 'brownout-incident',
    version: 1,
    seed,
    plan: { version: 1, injections: [] },
    answers: {},
    journal: { seed, calls: calls.map(keyed).toSorted((a, b) => a.startedAt - b.startedAt), unhandled: [] },
  }))

describe('an exported journal', () => {
  it('is imported again with the same calls, statuses, latencies and failures', () => {
    fc.assert(
      fc.property(incident, (given) => {
        const again = thereAndBack(JSON.parse(JSON.stringify(given)))
        expect(keptOf(again)).toEqual(keptOf(given))
        expect(again.seed).toBe(given.seed)
        const { injections, schedule } = readIncident(JSON.stringify(again), catalogue)
        expect(schedule!.map(({ chosen }) => chosen.length)).toEqual(given.journal.calls.map(({ fired }) => fired.length))
        expect(new Set(schedule!.flatMap(({ chosen }) => chosen)).size).toBe(injections.length)
      }),
    )
  })

  it('of a real day can be imported again, and the app gets the same failures', async () => {
    const chaos = await badDay({ seed: 'friday' })
    const again = thereAndBack(chaos.incident())
    const sorted = (incident: Incident) =>
      keptOf(incident)
        .map((call) => JSON.stringify(call))
        .toSorted()
    expect(sorted(again)).toEqual(sorted(chaos.incident()))
    const replayed = await badDay({ replay: readIncident(JSON.stringify(again), catalogue) })
    const fates = ({ journal }: typeof chaos) =>
      journal.calls.map(({ status, ending, fired }) => [status, ending, fired.map(({ fault }) => fault)])
    expect(fates(replayed)).toEqual(fates(chaos))
  })

  it('has one span for a question and all its tries, by the pinned conventions, and no text', async () => {
    const chaos = await badDay({ seed: 'friday', questions: ['Is Jane ill?'], says: 'She is.' })
    const trace = otelOf(JSON.stringify(chaos.incident()))
    const [{ schemaUrl, spans }] = trace.resourceSpans[0]!.scopeSpans as [(typeof trace.resourceSpans)[0]['scopeSpans'][0]]
    expect(schemaUrl).toBe('https://opentelemetry.io/schemas/1.41.0')
    expect(spans).toHaveLength(1)
    expect(spans[0]).toMatchObject({
      name: 'chat gpt-4o',
      kind: 3,
    })
    expect(spans[0]!.traceId).toMatch(/^[0-9a-f]{32}$/)
    expect(spans[0]!.spanId).toMatch(/^[0-9a-f]{16}$/)
    expect(spans[0]!.events).toHaveLength(chaos.journal.calls.length)
    for (const text of ['Jane', 'She is']) expect(JSON.stringify(trace)).not.toContain(text)
  })

  it.each([
    [{ format: 'har' }, 'its "format" is "har", expected "brownout-incident"'],
    [
      { format: 'brownout-incident', version: 1, seed: 'x', plan: {}, journal: { seed: 'x', calls: [{ provider: 7 }] } },
      /Cannot export the incident's journal: "calls.0.provider" is 7/,
    ],
  ])('describes the error in %j', (value, message) => {
    expect(() => otelOf(value)).toThrow(message)
  })
})
