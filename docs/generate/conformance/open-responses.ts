import { strict as assert } from 'node:assert'
import { createParser } from 'eventsource-parser'
import { z } from 'zod'
import { brownout, openai, virtualTime } from '../../../src/index.ts'
import { runCases, type Suite } from './suite.ts'

const item = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message'),
    id: z.string(),
    status: z.string(),
    role: z.literal('assistant'),
    content: z.array(z.object({ type: z.literal('output_text'), text: z.string(), annotations: z.array(z.unknown()) })),
  }),
  z.object({
    type: z.literal('function_call'),
    id: z.string(),
    call_id: z.string(),
    name: z.string(),
    arguments: z.string(),
    status: z.string(),
  }),
  z.object({ type: z.literal('reasoning'), id: z.string(), summary: z.array(z.unknown()) }),
])
const count = z.number().int().nonnegative()

/** What the specification demands of every response: https://www.openresponses.org/reference. */
const response = z.object({
  id: z.string().min(1),
  object: z.literal('response'),
  created_at: count,
  completed_at: count.nullable(),
  status: z.enum(['queued', 'in_progress', 'completed', 'failed', 'incomplete', 'cancelled']),
  incomplete_details: z.object({ reason: z.string() }).nullable(),
  model: z.string(),
  previous_response_id: z.string().nullable(),
  instructions: z.string().nullable(),
  output: z.array(item),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  tools: z.array(
    z.object({
      type: z.literal('function'),
      name: z.string(),
      description: z.string().nullable(),
      parameters: z.record(z.string(), z.unknown()).nullable(),
      strict: z.boolean().nullable(),
    }),
  ),
  tool_choice: z.union([z.enum(['auto', 'none', 'required']), z.object({ type: z.string() })]),
  truncation: z.enum(['auto', 'disabled']),
  parallel_tool_calls: z.boolean(),
  text: z.object({ format: z.object({ type: z.enum(['text', 'json_object', 'json_schema']) }) }),
  top_p: z.number(),
  presence_penalty: z.number(),
  frequency_penalty: z.number(),
  top_logprobs: count,
  temperature: z.number(),
  reasoning: z.object({ effort: z.string().nullable(), summary: z.string().nullable() }).nullable(),
  usage: z
    .object({
      input_tokens: count,
      output_tokens: count,
      total_tokens: count,
      input_tokens_details: z.object({ cached_tokens: count }),
      output_tokens_details: z.object({ reasoning_tokens: count }),
    })
    .nullable(),
  max_output_tokens: count.nullable(),
  max_tool_calls: count.nullable(),
  store: z.boolean(),
  background: z.boolean(),
  service_tier: z.string(),
  metadata: z.record(z.string(), z.string()).nullable(),
  safety_identifier: z.string().nullable(),
  prompt_cache_key: z.string().nullable(),
})
type Response = z.infer<typeof response>

const event = z.looseObject({ type: z.string(), sequence_number: count })
type Event = z.infer<typeof event>

const user = (content: unknown): unknown => ({ type: 'message', role: 'user', content })
const weather = {
  type: 'function',
  name: 'current_weather',
  description: 'The weather of a place now',
  parameters: { type: 'object', properties: { place: { type: 'string' } }, required: ['place'] },
}
const pixel = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII='

function post(body: object): Promise<globalThis.Response> {
  return fetch('https://api.openai.com/v1/responses', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sk-test' },
    body: JSON.stringify({ model: 'gpt-5-mini', ...body }),
  })
}

async function answered(body: object): Promise<Response> {
  const reply = await post(body)
  assert.equal(reply.status, 200)
  return response.parse(await reply.json())
}

/** A response that is completed and has something to say. */
async function completed(body: object): Promise<Response> {
  const whole = await answered(body)
  assert.equal(whole.status, 'completed')
  assert.ok(whole.output.length > 0)
  return whole
}

/** All events of a stream, in order, and the response that the last one holds. */
async function streamed(body: object): Promise<{ readonly events: readonly Event[]; readonly final: Response }> {
  const events: Event[] = []
  const parser = createParser({
    onEvent({ event: name, data }) {
      if (data === '[DONE]') return
      const read = event.parse(JSON.parse(data))
      assert.equal(read.type, name)
      events.push(read)
    },
  })
  parser.feed(await (await post({ ...body, stream: true })).text())
  events.forEach(({ sequence_number: number }, index) => assert.equal(number, index))
  const last = events.at(-1)!
  assert.equal(last.type, 'response.completed')
  return { events, final: response.parse(last['response']) }
}

const types = (events: readonly Event[]): string[] => events.map(({ type }) => type)

async function emulated(run: () => Promise<unknown>): Promise<void> {
  const release = brownout({ seed: 'tuesday', providers: [openai()] }).intercept()
  try {
    await virtualTime(run, { seed: 'tuesday' })
  } finally {
    release()
  }
}

const cases: Readonly<Record<string, () => Promise<unknown>>> = {
  'a text is answered': () => completed({ input: [user('Greet me in three words.')] }),
  'a text is answered in a stream': async () => {
    const { events, final } = await streamed({ input: [user('Count to five.')] })
    assert.equal(final.status, 'completed')
    for (const type of ['response.created', 'response.output_item.added', 'response.output_text.delta', 'response.output_item.done'])
      assert.ok(types(events).includes(type))
  },
  'a system message is taken': () =>
    completed({ input: [{ type: 'message', role: 'system', content: 'Speak like a pirate.' }, user('Hi.')] }),
  'a function is called': async () => {
    const { output } = await answered({ input: [user('What is the weather in Ghent?')], tools: [weather] })
    assert.ok(output.some(({ type }) => type === 'function_call'))
  },
  'a function is called in a stream': async () => {
    const { events } = await streamed({ input: [user('What is the weather in Ghent?')], tools: [weather] })
    for (const type of ['response.output_item.added', 'response.output_item.done'])
      assert.ok(events.some((one) => one.type === type && (one['item'] as { type: string }).type === 'function_call'))
    for (const type of ['response.function_call_arguments.delta', 'response.function_call_arguments.done'])
      assert.ok(types(events).includes(type))
  },
  'a picture is taken': () =>
    completed({
      input: [
        user([
          { type: 'input_text', text: 'What is this?' },
          { type: 'input_image', image_url: pixel },
        ]),
      ],
    }),
  'a conversation goes on': () =>
    completed({ input: [user('I am Ada.'), { type: 'message', role: 'assistant', content: 'Hello Ada.' }, user('Who am I?')] }),
}

/** The cases of Open Responses over HTTP that need no hosted model, in our own words. */
export const openResponses: Suite = {
  name: 'Open Responses, over HTTP',
  source: 'https://www.openresponses.org/compliance',
  exceptions: [],
  leftOut: { count: 6, reason: 'they ask over a WebSocket, and this suite asks over HTTP' },
  run: () => runCases(Object.fromEntries(Object.entries(cases).map(([name, run]) => [name, () => emulated(run)]))),
}
