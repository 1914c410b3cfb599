import { describe, expect, it } from 'vitest'
import { defaultAnswers } from '../../src/answers/index.ts'
import { randomFrom } from '../../src/engine/base/random.ts'
import type { Message, MessagePart, Tool } from '../../src/engine/model/call.ts'
import { asked } from '../property/properties/evidence.ts'

function tool(name: string, description: string, field: string): Tool {
  return { name, description, parameters: { type: 'object', properties: { [field]: { type: 'string' } }, required: [field] } }
}

const refund = tool('refund_order', 'Refunds an order.', 'order_id')
const lookUp = tool('find_customer', 'Looks up a customer and the orders of the customer.', 'customer_name')
const weather = tool('get_weather', 'Get the current weather for a place.', 'city')
const mail = tool('send_email', 'Sends an email.', 'email')
const tools = [refund, lookUp, weather, mail]

function says(role: Message['role'], words: string): Message {
  return { role, parts: [{ type: 'text', text: words }] }
}

function resultOf(call: MessagePart & { readonly type: 'tool-call' }, text: string): Message[] {
  return [
    { role: 'assistant', parts: [call] },
    { role: 'tool', parts: [{ type: 'tool-result', id: call.id, text }] },
  ]
}

/** The tools that are called one after another, with their arguments, until there is an answer. */
function loop(messages: readonly Message[], offered: readonly Tool[] = tools): readonly string[] {
  const called: string[] = []
  const conversation = [...messages]
  for (let turn = 0; turn < 6; turn++) {
    const asking = asked({ messages: conversation, tools: offered })
    const answer = defaultAnswers(asking, { random: randomFrom(`tuesday/${turn}`), remember: (_, make) => make() })
    if (answer === undefined || !('parts' in answer)) throw new Error('The answers are made at once.')
    const calls = answer.parts.filter((part) => part.type === 'tool-call')
    if (calls.length === 0) return called
    called.push(...calls.map((call) => `${call.name}(${call.arguments})`))
    conversation.push(...calls.flatMap((call) => resultOf(call, '{"orders":["A-4711"],"email":"ada@example.com"}')))
  }
  throw new Error(`It never answers: ${called.join(', ')}`)
}

describe('default answers that call tools', () => {
  it.for<[string, readonly string[]]>([
    [
      'Look up the customer Ada Lovelace and then refund her order.',
      ['find_customer({"customer_name":"Ada Lovelace"})', 'refund_order({"order_id":"A-4711"})'],
    ],
    [
      'What is the weather in Oslo, and then send an email about it?',
      ['get_weather({"city":"Oslo"})', 'send_email({"email":"ada@example.com"})'],
    ],
    [
      'First use find_customer for Ada, then refund_order, and after that send_email.',
      ['find_customer({"customer_name":"Ada"})', 'refund_order({"order_id":"A-4711"})', 'send_email({"email":"ada@example.com"})'],
    ],
    ['What is the weather in Oslo and in Leeds?', ['get_weather({"city":"Oslo"})', 'get_weather({"city":"Leeds"})']],
    ['What is the weather in Oslo? Thank you, and have a nice day.', ['get_weather({"city":"Oslo"})']],
    ['Say hello and wish me luck.', []],
  ])('take the steps of %j in turn', ([question, called]) => {
    expect(loop([says('user', question)])).toEqual(called)
  })

  it('call each tool that the system prompt demands once', () => {
    const system = says('system', 'You must always call get_weather first. You must always call send_email before the answer.')
    const called = loop([system, says('user', 'Good morning from Oslo.')])
    expect(called).toEqual([expect.stringMatching(/^get_weather/), expect.stringMatching(/^send_email/)])
  })

  it('stop after a tool that another reason led to', () => {
    const question = says('user', 'Look up the customer Ada and then refund her order.')
    const call = { type: 'tool-call', id: 'call_1', name: 'get_weather', arguments: '{}' } as const
    expect(loop([question, ...resultOf(call, '7 °C')])).toEqual([])
  })

  it('begin again with the next question', () => {
    const call = { type: 'tool-call', id: 'call_1', name: 'find_customer', arguments: '{}' } as const
    const question = says('user', 'Look up the customer Ada and then refund her order.')
    const messages = [question, ...resultOf(call, 'Ada'), says('assistant', 'Done.'), question]
    expect(loop(messages).map((text) => text.replace(/\(.*/, ''))).toEqual(['find_customer', 'refund_order'])
  })
})
