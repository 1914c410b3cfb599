import { expect, it } from 'vitest'
import { overloaded, truncatedStream } from '../../faults/index.ts'
import { answers, brownout, openai, virtualTime } from '../../src/index.ts'
import { openTelemetry, type OtlpMetrics, type OtlpTraces } from '../../src/telemetry/index.ts'
import { metricsOf, spansOf, startCollector } from './collector.ts'
import { metricsSchema, tracesSchema } from './otlp-schema.ts'

const url = 'https://api.openai.com/v1/chat/completions'
const secret = 'sk-proj-abcdefghijklmnopqrstuvwxyz0123456789'

const chaosOf = () => brownout({ seed: 'tuesday', providers: [openai()], answers: answers.from(() => 'It is on its way.') })

async function ask(question: string, headers: Readonly<Record<string, string>> = {}, stream = false): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model: 'gpt-4o', stream, messages: [{ role: 'user', content: question }] }),
  })
  await response.text()
}

function valueOf(attributes: readonly { readonly key: string; readonly value: object }[], key: string): unknown {
  return attributes.find((each) => each.key === key)?.value
}

it('sends each call as a span with its faults as events, and counts them, without texts', async () => {
  const collector = await startCollector()
  const telemetry = openTelemetry({ to: collector.url, headers: { 'x-key': 'k' } })
  const chaos = chaosOf()
  telemetry.watch(chaos)
  chaos.inject(overloaded().first(1), truncatedStream({ afterDeltas: 2 }).nth(3))
  const release = chaos.intercept()
  try {
    await ask('Where is my parcel?')
    await ask('Where is my parcel?')
    await ask('When does it come?', {}, true)
  } finally {
    release()
  }
  await telemetry.flush()

  expect(collector.sent.map(({ path, headers }) => [path, headers['content-type'], headers['x-key']])).toEqual([
    ['/v1/traces', 'application/json', 'k'],
    ['/v1/metrics', 'application/json', 'k'],
  ])
  tracesSchema.parse(collector.sent[0]!.data)
  metricsSchema.parse(collector.sent[1]!.data)
  expect(JSON.stringify(collector.sent)).not.toMatch(/parcel|on its way|sk-proj/)

  const [refused, retried, cut] = collector.spans()
  expect([refused, retried, cut].map((span) => [span!.name, span!.kind, span!.status.code])).toEqual([
    ['chat gpt-4o', 3, 2],
    ['chat gpt-4o', 3, 1],
    ['chat gpt-4o', 3, 2],
  ])
  expect(retried!.traceId).toBe(refused!.traceId)
  expect(cut!.traceId).not.toBe(refused!.traceId)
  expect(refused!.events).toMatchObject([
    { name: 'brownout.fault', attributes: [{ key: 'brownout.fault.name', value: { stringValue: 'overloaded' } }, {}] },
  ])
  expect(valueOf(refused!.attributes, 'http.response.status_code')).toEqual({ intValue: '503' })
  expect(valueOf(refused!.attributes, 'error.type')).toBeDefined()
  expect(valueOf(retried!.attributes, 'brownout.attempt')).toEqual({ intValue: '2' })
  expect(valueOf(retried!.attributes, 'gen_ai.provider.name')).toEqual({ stringValue: 'openai' })
  expect(valueOf(retried!.attributes, 'gen_ai.usage.output_tokens')).toMatchObject({ intValue: expect.stringMatching(/^[1-9]/) as string })
  expect(valueOf(cut!.attributes, 'brownout.ending')).toEqual({ stringValue: 'truncated' })

  const metrics = new Map(collector.metrics().map((metric) => [metric.name, metric]))
  const durations = metrics.get('gen_ai.client.operation.duration')!.histogram!.dataPoints
  expect(durations.reduce((sum, { count }) => sum + Number(count), 0)).toBe(3)
  const faults = metrics.get('brownout.faults')!.sum!.dataPoints
  expect(faults.map(({ attributes, asInt }) => [valueOf(attributes, 'brownout.fault.name'), asInt])).toEqual([
    [{ stringValue: 'overloaded' }, '1'],
    [{ stringValue: 'truncated-stream' }, '1'],
  ])
})

it('joins the trace that the request names, if it is valid', async () => {
  const sent: OtlpTraces[] = []
  const telemetry = openTelemetry({ to: (signal, data) => void (signal === 'traces' && sent.push(data as OtlpTraces)) })
  const chaos = chaosOf()
  telemetry.watch(chaos)
  const release = chaos.intercept()
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
  try {
    await ask('Where?', { traceparent: `00-${traceId}-00f067aa0ba902b7-01` })
    await ask('When?', { traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` })
  } finally {
    release()
  }
  await telemetry.flush()
  const [joined, own] = spansOf(sent[0]!)
  expect([joined!.traceId, joined!.parentSpanId]).toEqual([traceId, '00f067aa0ba902b7'])
  expect(own!.parentSpanId).toBeUndefined()
  expect(own!.traceId).not.toBe('0'.repeat(32))
})

it('has texts only on request, and never credentials', async () => {
  const sent: unknown[] = []
  const telemetry = openTelemetry({ to: (_signal, data) => void sent.push(data), texts: true })
  const chaos = chaosOf()
  telemetry.watch(chaos, 'worker-3')
  const release = chaos.intercept()
  await ask(`Where is my parcel? My key is ${secret}.`).finally(release)
  await telemetry.flush()
  const { attributes } = spansOf(sent[0] as OtlpTraces)[0]!
  const messages = (key: string): unknown => JSON.parse((valueOf(attributes, key) as { stringValue: string }).stringValue)
  expect(messages('gen_ai.input.messages')).toEqual([
    { role: 'user', parts: [{ type: 'text', content: 'Where is my parcel? My key is [removed].' }] },
  ])
  expect(messages('gen_ai.output.messages')).toEqual([
    { role: 'assistant', parts: [{ type: 'text', content: 'It is on its way.' }], finish_reason: 'stop' },
  ])
  expect(valueOf(attributes, 'brownout.scope')).toEqual({ stringValue: 'worker-3' })
  expect(JSON.stringify(sent)).not.toContain(secret)
})

it('keeps what a collector does not take for the next time, and counts what it drops', async () => {
  const collector = await startCollector()
  const telemetry = openTelemetry({ to: collector.url })
  const chaos = chaosOf()
  const unwatch = telemetry.watch(chaos)
  const release = chaos.intercept()
  try {
    await ask('Where?')
    collector.status = 503
    await expect(telemetry.flush()).rejects.toThrow(`${collector.url}/v1/traces responded with status 503.`)
    expect(collector.spans()).toEqual([])
    collector.status = 200
    chaos.reset()
    await ask('When?')
    await telemetry.flush()
    expect(collector.spans()).toHaveLength(2)
    expect(telemetry.dropped).toBe(0)
    const requests = collector.sent.length
    await telemetry.flush()
    expect(collector.sent).toHaveLength(requests)
    unwatch()
    chaos.reset()
    await ask('Who?')
    await telemetry.flush()
    expect(collector.sent).toHaveLength(requests)
  } finally {
    release()
  }
})

it('records requests that no provider serves', async () => {
  const sent: OtlpMetrics[] = []
  const telemetry = openTelemetry({ to: (_signal, data) => void sent.push(data as OtlpMetrics) })
  const chaos = chaosOf()
  telemetry.watch(chaos)
  const release = chaos.intercept()
  await fetch('https://api.openai.com/v1/unknown').finally(release)
  await telemetry.flush()
  expect(metricsOf(sent[0]!)).toMatchObject([{ name: 'brownout.requests.refused', sum: { dataPoints: [{ asInt: '1' }] } }])
})

it('measures in virtual time as the client would', async () => {
  const sent: unknown[] = []
  const telemetry = openTelemetry({ to: (_signal, data) => void sent.push(data) })
  const chaos = brownout({ seed: 'tuesday', providers: [openai()], pace: { firstToken: '3s', perDelta: 0 } })
  telemetry.watch(chaos)
  const release = chaos.intercept()
  await virtualTime(() => ask('Where?', {}, true)).finally(release)
  await telemetry.flush()
  const [span] = spansOf(tracesSchema.parse(sent[0]) as OtlpTraces)
  expect(BigInt(span!.endTimeUnixNano) - BigInt(span!.startTimeUnixNano)).toBeGreaterThanOrEqual(3_000_000_000n)
  expect(valueOf(span!.attributes, 'gen_ai.response.time_to_first_chunk')).toMatchObject({ doubleValue: 3 })
})

it.each([
  [
    { to: 'collector:4318' },
    'Cannot send telemetry to "collector:4318": expected the address of a collector, such as "http://localhost:4318".',
  ],
  [{ to: 3 }, 'openTelemetry() got'],
  [{ too: 'http://localhost' }, 'too'],
])('refuses %j', (options, message) => {
  expect(() => openTelemetry(options as never)).toThrow(message)
})
