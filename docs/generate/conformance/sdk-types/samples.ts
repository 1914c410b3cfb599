import { createParser } from 'eventsource-parser'
import { eventsInBinary } from './event-stream.ts'
import { given, type Dialect, type Scenario } from '../../dialects/dialect.ts'
import { answers, askUnder } from '../../dialects/play.ts'
import { overloaded, quotaExhausted, rateLimited, serverError } from '../../../../faults/index.ts'
import { brownout, type Injection } from '../../../../src/index.ts'

/** What a client received: a complete response, a stream event, or an error. */
export interface Sample {
  readonly name: string
  readonly kind: 'reply' | 'event' | 'error'
  readonly json: unknown
}

const scenarios: Readonly<Record<string, Scenario>> = {
  text: { stream: false },
  'streamed text': { stream: true },
  'a tool call': { stream: false, tool: 'required' },
  'a streamed tool call': { stream: true, tool: 'required' },
  'an answer to a tool': { stream: false, tool: { result: given } },
  'a streamed answer to a tool': { stream: true, tool: { result: given } },
  'structured output': { stream: false, json: true },
  'streamed structured output': { stream: true, json: true },
}

const refusals: Readonly<Record<string, () => Injection>> = {
  'a server error': () => serverError(),
  'an overload': () => overloaded(),
  'a rate limit': () => rateLimited(),
  'a spent quota': () => quotaExhausted(),
}

/** The JSON of each stream event: server-sent events, Amazon messages by the name of their kind, or JSON lines. */
async function eventsIn(response: Response, type: string): Promise<readonly unknown[]> {
  if (type.includes('amazon')) return eventsInBinary(await response.arrayBuffer())
  const text = await response.text()
  if (!type.includes('event-stream'))
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as unknown)
  const events: string[] = []
  const parser = createParser({ onEvent: ({ data }) => void events.push(data) })
  parser.feed(text)
  return events.filter((data) => data !== '[DONE]').map((data) => JSON.parse(data) as unknown)
}

/** All responses that a client receives for one prompt, as text. */
async function received(dialect: Dialect, scenario: Scenario, injections: readonly Injection[]): Promise<readonly Response[]> {
  const chaos = brownout({ seed: 'tuesday', providers: [dialect.provider()], answers })
  chaos.inject(...injections)
  const responses: Response[] = []
  await askUnder(chaos, async () => {
    const inner = globalThis.fetch
    globalThis.fetch = async (...request) => {
      const response = await inner(...request)
      responses.push(response.clone())
      return response
    }
    try {
      await dialect.ask(scenario).catch(() => undefined)
    } finally {
      globalThis.fetch = inner
    }
  })
  return responses
}

/** All that a client receives in every scenario, and under faults that return errors. */
export async function samplesOf(dialect: Dialect): Promise<readonly Sample[]> {
  const samples: Sample[] = []
  for (const [name, scenario] of Object.entries(scenarios)) {
    if (dialect.operation !== undefined && name !== 'text') continue
    if (dialect.lacks?.(scenario) !== undefined) continue
    for (const response of await received(dialect, scenario, [])) {
      const kind = scenario.stream ? 'event' : 'reply'
      const type = response.headers.get('content-type') ?? ''
      const all = scenario.stream ? await eventsIn(response, type) : [(await response.json()) as unknown]
      samples.push(...all.map((json, index) => ({ name: `${name}, ${kind} ${index + 1}`, kind, json }) as const))
    }
  }
  for (const [name, refusal] of Object.entries(refusals)) {
    for (const response of await received(dialect, { stream: false }, [refusal()]))
      samples.push({ name, kind: 'error', json: JSON.parse(await response.text()) as unknown })
  }
  return samples
}
