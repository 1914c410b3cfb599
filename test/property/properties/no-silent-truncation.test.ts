import {
  contentFilter,
  truncatedAtMaxTokens,
  midStreamError,
  terminalEventMissing,
  stalledStream,
  truncatedStream,
} from '../../../faults/index.ts'
import { ollama, openai, anthropic } from '../../../src/index.ts'
import { faultsOf, noSilentTruncation, survives, type Observe, type Task } from '../../../src/property/index.ts'
import { describe, expect, test, withChaos } from '../../../src/vitest/index.ts'
import { askAnthropic, failureOf, openaiClient, streamOpenAI } from '../apps.ts'
import { judged } from './judged.ts'

const property = noSilentTruncation()
const cut = truncatedStream({ afterDeltas: 6, ending: 'clean' }).for('openai')

async function careful(): Promise<string> {
  const { text, finish } = await streamOpenAI()
  if (finish !== 'stop') throw new Error('The answer is not whole')
  return text
}

/** The text so far, which is a truncated answer if `finish` is not set. */
async function half(): Promise<string> {
  return (await streamOpenAI()).text
}

/** Requests JSON, and reads it as a stream. */
async function json(): Promise<string> {
  let text = ''
  const schema = {
    type: 'object',
    properties: { city: { type: 'string' }, street: { type: 'string' }, stops: { type: 'array', items: { type: 'string' } } },
    required: ['city', 'street', 'stops'],
    additionalProperties: false,
  }
  for await (const { choices } of await openaiClient().chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Where is it?' }],
    response_format: { type: 'json_schema', json_schema: { name: 'place', schema, strict: true } },
    stream: true,
  }))
    text += choices[0]?.delta.content ?? ''
  return text
}

/** Closes what is open in truncated JSON. */
function repaired(text: string): unknown {
  for (const end of ['', '}', '"}', '"]}', ']}', '""}', ':""}', '":""}', '[]}'])
    try {
      return JSON.parse(text.replace(/,\s*$/, '') + end) as unknown
    } catch {}
  return {}
}

/** Requests the rest of a truncated answer, and sends the first part with it. */
async function continued(): Promise<string> {
  const first = await streamOpenAI()
  if (first.finish === 'stop') return first.text
  const { choices } = await openaiClient().chat.completions.create({
    model: 'gpt-4o',
    messages: [
      { role: 'user', content: 'Where is my parcel?' },
      { role: 'assistant', content: first.text },
      { role: 'user', content: 'Continue.' },
    ],
  })
  return first.text + choices[0]!.message.content!
}

async function shown(observe: Observe): Promise<string> {
  const { text, finish } = await streamOpenAI(undefined, (piece) => observe.streamed(piece))
  if (finish !== 'stop') observe.streamed('\n[The connection was lost.]')
  return text
}

/** Apps that get a truncated answer, and are right. */
const right: Readonly<Record<string, Task>> = {
  'returns null': () => careful().catch(() => null),
  'returns a fixed sentence': () => careful().catch(() => 'The assistant is not available right now.'),
  'returns "unknown"': () => careful().catch(() => 'unknown'),
  'returns an error': () => careful().catch(() => ({ error: 'upstream' })),
  'returns an Error': () => careful().catch((error: unknown) => error),
  'returns ok: false': () =>
    careful().then(
      (text) => ({ ok: true, text }),
      () => ({ ok: false }),
    ),
  'returns a result with a reason': () => careful().catch(() => ({ kind: 'failed', reason: 'truncated' })),
  'returns an older answer': () => careful().catch(() => ({ text: 'Yesterday it was in Lyon.', stale: true })),
  'keeps the part next to the error': async () => {
    const { text, finish } = await streamOpenAI()
    return finish === 'stop' ? { text } : { error: 'truncated', soFar: text }
  },
  'hands on the finish reason': () => streamOpenAI(),
  'returns a status with the part': async () => {
    const { text, finish } = await streamOpenAI()
    return { text, status: finish === 'stop' ? 'done' : 'interrupted' }
  },
  'returns success: false with the part': async () => {
    const { text, finish } = await streamOpenAI()
    return { data: { text }, success: finish === 'stop' }
  },
  'adds a note to the text': async () => {
    const { text, finish } = await streamOpenAI()
    return finish === 'stop' ? text : `${text}\n\n_The answer was cut off._`
  },
  'adds an ellipsis': async () => {
    const { text, finish } = await streamOpenAI()
    return finish === 'stop' ? text : `${text}…`
  },
  'adds a note next to the text': async () => {
    const { text, finish } = await streamOpenAI()
    return { text, note: finish === 'stop' ? undefined : 'Sorry, this may not be everything.' }
  },
  'continues the answer': continued,
  'races two providers, and returns the complete answer': async () => {
    const [first, second] = await Promise.all([careful().catch(() => undefined), askAnthropic()])
    return first ?? second
  },
  'retries, and returns the complete answer': () => careful().catch(() => askAnthropic()),
  'retries, and returns a part of the complete answer': () => careful().catch(async () => (await askAnthropic()).slice(0, 60)),
  'makes two calls, and counts': async () =>
    (await Promise.allSettled([careful(), careful()])).filter(({ status }) => status === 'fulfilled').length,
  'settles a batch': () => Promise.allSettled([careful(), askAnthropic()]),
  'informs the user while it streams': async ({ observe }) => void (await shown(observe)),
  'rejects JSON that does not parse': async () => {
    try {
      return JSON.parse(await json()) as unknown
    } catch {
      return { city: 'unknown', street: 'unknown', stops: [] }
    }
  },
}

/** Apps that return a truncated answer as complete. */
const wrong: Readonly<Record<string, Task>> = {
  'returns the text': half,
  'returns the text in an object': async () => ({ question: 'Where is my parcel?', answer: { text: await half() }, ok: true }),
  'returns the text in other case and without punctuation': async () => (await half()).toUpperCase().replaceAll(/[^A-Z ]/g, ''),
  'returns the text as HTML': async () => `<p>${(await half()).replaceAll(' your ', ' <b>your</b> ')}</p>`,
  'returns the text in a sentence': async () => `The assistant says: ${await half()}`,
  'returns it in one item of a batch': async () => [{ text: await half() }, { error: 'not found' }],
  'joins it to a complete answer': async () => `${await half()}\n${await askAnthropic()}`,
  'streams it and returns nothing': async ({ observe }) => void (await streamOpenAI(undefined, (piece) => observe.streamed(piece))),
  'repairs JSON': async () => repaired(await json()),
  'repairs JSON in an object': async () => ({ place: repaired(await json()), at: 12 }),
}

describe('noSilentTruncation', () => {
  test.for(Object.entries(right))('holds for an app that %s', async ([, app], { chaos }) => {
    expect(await judged(chaos, app, property, cut)).toEqual({ type: 'held' })
  })

  test.for(Object.entries(wrong))('is violated by an app that %s', async ([, app], { chaos }) => {
    expect(await judged(chaos, app, property, cut)).toMatchObject({ type: 'violated' })
  })

  test('holds for an app that looks at the finish reason', async ({ chaos }) => {
    const report = await survives(chaos, careful, {
      faults: faultsOf(truncatedStream, midStreamError),
      runs: 60,
      properties: [noSilentTruncation()],
    })
    expect(report.properties['no-silent-truncation']!.held).toBeGreaterThan(30)
  })

  test('is violated by an app that treats the end of the loop as the end of the answer', async ({ chaos }) => {
    const faults = faultsOf(truncatedStream, terminalEventMissing, midStreamError)
    const failure = await failureOf(chaos, half, { faults, properties: [property] })
    expect(failure.plan.injections.map((injection) => injection.fault)).toEqual(['truncated-stream'])
    expect(failure.message).toMatch(/the answer of openai was truncated after ".+", and the task returned it as complete/)
  })

  test('is not concerned with an answer that lacks only its end marker', async ({ chaos }) => {
    expect(await judged(chaos, half, property, terminalEventMissing())).toMatchObject({ type: 'inconclusive' })
  })

  test('cannot see what an app does that returns nothing', async ({ chaos }) => {
    expect(await judged(chaos, async () => void (await half()), property, cut)).toMatchObject({ type: 'inconclusive' })
  })

  test('holds for a value that is marked in words of its own, if they are given', async ({ chaos }) => {
    const honest = async (): Promise<unknown> => ({ text: await half(), colour: 'red' })
    const isMarked = (value: unknown): boolean => (value as { colour: string }).colour === 'red'
    expect(await judged(chaos, honest, noSilentTruncation({ isMarked }), cut)).toEqual({ type: 'held' })
    expect(await judged(chaos, honest, property, cut)).toMatchObject({ type: 'violated' })
  })

  test('remarks on words that can be a note, in a language that it does not know', async ({ chaos }) => {
    const noting = async (): Promise<string> => `${await half()} Vastaus jäi kesken.`
    expect(await judged(chaos, noting, property, cut)).toMatchObject({ type: 'remark' })
  })

  test('remarks on what was there when the app stopped waiting', async ({ chaos }) => {
    const leaving = async (): Promise<string> => (await streamOpenAI(AbortSignal.timeout(5_000))).text
    expect(await judged(chaos, leaving, property, stalledStream({ afterDeltas: 6 }))).toMatchObject({ type: 'remark' })
  })

  test('remarks on a truncated answer for which the team got an alert', async ({ chaos }) => {
    const alerting: Task = async ({ observe }) => {
      const { text, finish } = await streamOpenAI()
      if (finish !== 'stop') observe.alert('truncated answer')
      return text
    }
    expect(await judged(chaos, alerting, property, cut)).toMatchObject({ type: 'remark' })
  })

  test('remarks on an empty text after an answer that was truncated before its first word', async ({ chaos }) => {
    expect(await judged(chaos, half, property, truncatedStream({ afterDeltas: 0, ending: 'clean' }))).toMatchObject({ type: 'remark' })
  })

  test('remarks on an answer that is as long as the app requested', async ({ chaos }) => {
    const titled = async (): Promise<string | null> => {
      const messages = [{ role: 'user' as const, content: 'Find a title for my parcel, in a few words.' }]
      const { choices } = await openaiClient().chat.completions.create({ model: 'gpt-4o', messages, max_tokens: 8 })
      return choices[0]!.message.content
    }
    expect(await judged(chaos, titled, property)).toMatchObject({ type: 'remark' })
    expect(await judged(chaos, titled, property, truncatedAtMaxTokens())).not.toMatchObject({ type: 'held' })
  })

  test('is violated by an app that never reads the finish reason', async ({ chaos }) => {
    for (const fault of [truncatedAtMaxTokens(), contentFilter()])
      expect(await judged(chaos, half, property, fault)).toMatchObject({ type: 'violated' })
  })
})

const withOllama = withChaos({ providers: [ollama(), openai(), anthropic()] })

/** Calls Ollama, as an app does that checks every field. */
async function askOllama(): Promise<string> {
  const messages = [{ role: 'user', content: 'Where is my parcel?' }]
  const body = JSON.stringify({ model: 'llama3.2', messages, stream: false })
  const response = await fetch('http://localhost:11434/api/chat', { method: 'POST', body })
  const { message, done_reason: reason } = (await response.json()) as { message: { content: string }; done_reason: string }
  if (reason !== 'stop') throw new Error(`The answer ended with ${reason}`)
  return message.content
}

describe('noSilentTruncation at Ollama', () => {
  withOllama('holds if no client can see that an answer was filtered', async ({ chaos }) => {
    expect(await judged(chaos, askOllama, property, contentFilter())).toMatchObject({ type: 'inconclusive' })
  })
})
