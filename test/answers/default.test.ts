import { describe, expect, it } from 'vitest'
import { defaultAnswers } from '../../src/answers/index.ts'
import { randomFrom } from '../../src/engine/base/random.ts'
import { textOfParts } from '../../src/engine/kit/reply.ts'
import { violationOf } from '../../src/engine/kit/schema/violation.ts'
import type { Call, JsonSchema, Message, Tool } from '../../src/engine/model/call.ts'
import type { Answer } from '../../src/engine/model/answer.ts'
import { asked } from '../property/properties/evidence.ts'

const text = { type: 'string' } as const

function object(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}

function says(role: Message['role'], words: string): Message {
  return { role, parts: [{ type: 'text', text: words }] }
}

/** The default answer to a question. */
function answered(
  question: string,
  { seed = 'tuesday', system, ...given }: Partial<Call> & { seed?: string; system?: string } = {},
): Answer {
  const messages = [...(system === undefined ? [] : [says('system', system)]), says('user', question)]
  const answer = defaultAnswers(asked({ messages, ...given }), { random: randomFrom(seed), remember: (_, make) => make() })
  return answer as Answer
}

function textTo(...question: Parameters<typeof answered>): string {
  return textOfParts(answered(...question).parts)
}

function jsonTo(question: string, schema: JsonSchema, given: Parameters<typeof answered>[1] = {}): Record<string, unknown> {
  const json = JSON.parse(textTo(question, { output: { name: 'made', schema }, ...given })) as Record<string, unknown>
  expect(violationOf(json, schema)).toBeUndefined()
  return json
}

const weather: Tool = { name: 'get_weather', description: 'Get the current weather for a place.', parameters: object({ location: text }) }
const order: Tool = { name: 'find_order', description: 'Look an order up', parameters: object({ orderId: text }) }
const file: Tool = { name: 'read_file', description: 'Reads a file from the disk.', parameters: object({ path: text }) }
const shell: Tool = {
  name: 'Bash',
  description: 'Executes a command in a shell. Use it to say hello to the weather, and to list orders.',
  parameters: object({ command: text }),
}
const tools = [shell, file, weather, order]

describe('the default answers', () => {
  it.for<[string, RegExp]>([
    ['What is 2 + 2?', /^2 \+ 2 is 4\.$/],
    ['How much is 12 times 3.5?', /12 times 3\.5 is 42/],
    ['Say hello', /^Hello!/],
    ['Reply with "pong".', /^pong$/],
    ['What is the weather in Oslo?', /°C in Oslo/],
    ['What is the capital of France?', /the capital of France/],
    ['Where is my parcel?', /your parcel/],
  ])('speak to the question %j', ([question, answer]) => {
    expect(textTo(question)).toMatch(answer)
  })

  it('talk of a parcel only with who does', () => {
    for (const seed of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
      for (const question of ['What is the capital of France?', 'How long?', 'Explain recursion.', 'Hi'])
        expect(textTo(question, { seed })).not.toMatch(/parcel|warehouse|euros/)
  })

  it('state what a tool has found', () => {
    const result: Message = { role: 'tool', parts: [{ type: 'tool-result', id: 'call_1', text: 'Order 118 is in transit, Thursday.' }] }
    const answer = textTo('', { messages: [says('user', 'Where is order 118?'), result], tools })
    expect(answer).toContain('Order 118 is in transit, Thursday.')
    expect(answer).not.toMatch(/Postway|BlueLine|euros|kg/)
  })

  it('are the same for the same seed, and others for another', () => {
    expect(textTo('Explain recursion.')).toBe(textTo('Explain recursion.'))
    expect(new Set(['a', 'b', 'c', 'd'].map((seed) => textTo('Explain recursion.', { seed }))).size).toBeGreaterThan(1)
  })
})

describe('an identifier', () => {
  const stock: Tool = { name: 'check_stock', description: 'Check the stock.', parameters: object({ sku: text, since: text }) }

  it.for<[string, RegExp]>([
    ['Check the stock since 2026-03-04', /^check_stock\({"sku":"SKU-\d+","since":"2026-03-04"}\)$/],
    ['Check the stock since 14 March 2026', /^check_stock\({"sku":"SKU-\d+","since":"2026-03-14"}\)$/],
    ['Check the stock of AB-1234 since March 14, 2026', /"sku":"AB-1234"/],
    ['Check the stock in March 2026', /"sku":"SKU-\d+"/],
  ])('is not a date: %j', ([question, call]) => {
    expect(textTo(question, { tools: [stock] })).toMatch(call)
  })
})

describe('a tool', () => {
  it.for<[string, readonly string[]]>([
    ['What is the weather in Oslo?', ['get_weather({"location":"Oslo"})']],
    ['What is the weather in Oslo and Bergen?', ['get_weather({"location":"Oslo"})', 'get_weather({"location":"Bergen"})']],
    ['What is the weather in Oslo and in Leeds?', ['get_weather({"location":"Oslo"})', 'get_weather({"location":"Leeds"})']],
    ['Where is order A-1234?', ['find_order({"orderId":"A-1234"})']],
    ['Where are my orders 118 and 204?', ['find_order({"orderId":"118"})', 'find_order({"orderId":"204"})']],
    ['Please read the file src/index.ts.', ['read_file({"path":"src/index.ts"})']],
  ])('is called for %j', ([question, calls]) => {
    expect(textTo(question, { tools }).split('\n')).toEqual(calls)
  })

  it('is called once if calls must not be parallel', () => {
    expect(textTo('The weather in Oslo and Bergen?', { tools, parallelToolCalls: false })).toBe('get_weather({"location":"Oslo"})')
  })

  it.for([
    'Say hello',
    'What is the capital of France?',
    'Thank you!',
    '<system-reminder>Your todo list is empty. The weather of an order is in a file.</system-reminder>Say hello',
  ])('is not called without a reason: %j', (question) => {
    expect(answered(question, { tools }).parts).toMatchObject([{ type: 'text' }])
  })

  it('is called if the system prompt demands it, and not if that is up to the model', () => {
    expect(textTo('Hello there', { tools, system: 'You must always call find_order before you answer.' })).toMatch(/^find_order/)
    expect(answered('Hello there', { tools, system: 'Use find_order when the user asks for an order.' }).parts[0]!.type).toBe('text')
  })

  it('is called if the request demands it', () => {
    expect(textTo('Say hello', { tools, toolChoice: 'required' })).toMatch(/^Bash\(/)
    expect(textTo('Say hello', { tools, toolChoice: { name: 'find_order' } })).toMatch(/^find_order\(/)
  })
})

describe('values', () => {
  it('are taken from the conversation if name and type fit', () => {
    const schema = object({ name: text, age: { type: 'integer' }, city: text, email: text, mood: { enum: ['calm', 'angry'] } })
    expect(jsonTo('Maria Silva, 34 years old, from Porto, wrote an angry mail from maria@silva.example.', schema)).toEqual({
      name: 'Maria Silva',
      age: 34,
      city: 'Porto',
      email: 'maria@silva.example',
      mood: 'angry',
    })
    const flight = object({ from: text, to: text, date: { type: 'string', format: 'date' }, passengers: { type: 'integer' } })
    expect(jsonTo('Book a flight from Oslo to Paris on 3 May 2026 for 2 passengers', flight)).toEqual({
      from: 'Oslo',
      to: 'Paris',
      date: '2026-05-03',
      passengers: 2,
    })
  })

  it('are invented if what is mentioned is not allowed', () => {
    const schema = object({ orderId: { type: 'string', pattern: '^ORD-[0-9]{4}$' }, quantity: { type: 'integer', maximum: 5 } })
    for (const seed of ['a', 'b', 'c', 'd']) expect(jsonTo('Order 118, quantity 900', schema, { seed })['orderId']).toMatch(/^ORD-/)
    const distinct = object({ cities: { type: 'array', items: text, uniqueItems: true, minItems: 3 } })
    expect(jsonTo('From Oslo', distinct)['cities']).toHaveLength(3)
  })

  it('are shaped by the names of their fields', () => {
    const schema = object({
      sku: text,
      email: text,
      url: text,
      date: text,
      price: { type: 'number' },
      quantity: { type: 'integer' },
      id: text,
      postalCode: text,
    })
    const made = jsonTo('Give me anything.', schema)
    expect(made['sku']).toMatch(/^SKU-\d{4}$/)
    expect(made['email']).toMatch(/@example\.com$/)
    expect(made['url']).toMatch(/^https:/)
    expect(made['date']).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(made['id']).toMatch(/^A\d{4}$/)
    expect(made['postalCode']).toMatch(/^\d{5}$/)
    expect(made['quantity']).toBeLessThan(10)
    expect(made['price']).toBeGreaterThanOrEqual(5)
  })

  it('never split a character', () => {
    for (let most = 1; most < 12; most++) {
      const { message } = jsonTo('Repeat "😀😀😀😀😀😀😀😀"', object({ message: { type: 'string', maxLength: most } }))
      expect((message as string).isWellFormed()).toBe(true)
    }
  })
})

describe('a schema that only the prompt has', () => {
  const schema = object({ title: text, score: { type: 'number', minimum: 0, maximum: 10 } })

  it.for<[string, string, Partial<Call>]>([
    ['a JSON Schema', `Answer with a JSON object that matches this JSON schema: ${JSON.stringify(schema)}`, {}],
    ['a JSON Schema next to json_object', `The schema is ${JSON.stringify(schema)}.`, { output: { name: 'object', schema: undefined } }],
    ['an example', 'Respond in JSON, in this format: {"title": "Casablanca", "score": 9.5}', {}],
    ['a list of keys', 'Return JSON with the keys title and score.', {}],
  ])('is read from %s', ([, prompt, given]) => {
    const json = JSON.parse(textTo('Rate the film.', { system: prompt, ...given })) as Record<string, unknown>
    expect(Object.entries(json).map(([name, value]) => `${name}: ${typeof value}`)).toEqual(['title: string', 'score: number'])
  })

  it('is not seen in JSON that a question is about', () => {
    expect(textTo('What does {"type":"object","properties":{}} mean?')).not.toMatch(/^\{/)
    expect(textTo('Explain this JSON: {"a":1}')).not.toMatch(/^\{/)
  })

  it('is let be if nothing can be made of it', () => {
    const impossible = object({ total: false })
    expect(textTo('Rate it.', { system: `Answer in this JSON schema: ${JSON.stringify(impossible)}` })).not.toMatch(/^\{/)
  })
})
