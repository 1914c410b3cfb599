import { strict as assert } from 'node:assert'
import { createParser } from 'eventsource-parser'
import type { Cases } from '../suite.ts'
import { compacted, model, post, user } from './requests.ts'
import { event, response, type Event, type Response } from './schema.ts'

const weather = {
  type: 'function',
  name: 'current_weather',
  description: 'The weather of a place now',
  parameters: { type: 'object', properties: { place: { type: 'string' } }, required: ['place'] },
}
const pixel = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII='

async function answered(body: object): Promise<Response> {
  const reply = await post({ model, ...body })
  assert.equal(reply.status, 200)
  return response.parse(await reply.json())
}

/** A response that is completed and has text. */
async function completed(body: object): Promise<Response> {
  const whole = await answered(body)
  assert.equal(whole.status, 'completed')
  assert.ok(whole.output.length > 0)
  return whole
}

/** All events of a stream, in order, and the response in the last one. */
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
  parser.feed(await (await post({ model, ...body, stream: true })).text())
  events.forEach(({ sequence_number: number }, index) => assert.equal(number, index))
  const last = events.at(-1)!
  assert.equal(last.type, 'response.completed')
  return { events, final: response.parse(last['response']) }
}

const types = (events: readonly Event[]): string[] => events.map(({ type }) => type)

/** The cases over HTTP. */
export const overHttp: Cases = {
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
    const request = { input: [user('What is the weather in Ghent?')], tools: [weather] }
    const { output } = await answered(request)
    assert.ok(output.some(({ type }) => type === 'function_call'))
    const { events } = await streamed(request)
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
  'a conversation continues': () =>
    completed({ input: [user('I am Ada.'), { type: 'message', role: 'assistant', content: 'Hello Ada.' }, user('Who am I?')] }),
  'phases of earlier messages are accepted': () =>
    completed({
      input: [
        { type: 'message', role: 'assistant', phase: 'commentary', content: 'I look the number up.' },
        { type: 'message', role: 'assistant', phase: 'final_answer', content: 'It is seven.' },
        user('Say it again.'),
      ],
    }),
  'a conversation is compacted': async () => {
    const { output } = await compacted([user('We meet on Monday.'), { type: 'message', role: 'assistant', content: 'Noted.' }], {
      prompt_cache_key: 'meeting',
    })
    assert.ok(output.some(({ type }) => type === 'compaction'))
  },
  'a compaction without a model is refused': async () => {
    const { status } = await post({ input: [user('Make it short.')] }, '/v1/responses/compact')
    assert.ok(status === 400 || status === 422, `The status is ${status}.`)
  },
}
