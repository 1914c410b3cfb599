import { strict as assert } from 'node:assert'
import { AIMessage, HumanMessage, ToolMessage, type AIMessageChunk, type BaseMessage } from '@langchain/core/messages'
import { ChatPromptTemplate } from '@langchain/core/prompts'
import { RunnableLambda } from '@langchain/core/runnables'
import type { Cases } from '../suite.ts'
import { assertUsage, gathered, type ChatClient } from './client.ts'
import { freshTools } from './tools.ts'

const sum = ChatPromptTemplate.fromMessages([
  ['system', 'Never add up yourself. Always call {toolName}.'],
  ['human', 'What is 1836 plus 1997?'],
])
const asking = new HumanMessage("What is the weather in Ghent? Call 'current_weather'.")

function assertCalled({ tool_calls: calls }: AIMessage | AIMessageChunk, name: string, ...members: readonly string[]): void {
  const call = calls?.find((made) => made.name === name)
  assert.ok(call !== undefined)
  assert.equal(call.type, 'tool_call')
  assert.ok(call.id !== undefined)
  for (const member of members) assert.ok(member in call.args)
}

function assertNumbers(value: unknown): void {
  assert.equal(typeof (value as { a: unknown }).a, 'number')
  assert.equal(typeof (value as { b: unknown }).b, 'number')
}

/** A call of the adder and its result, as the history of a conversation. */
function history(id: string, content: AIMessage['content'] = ''): BaseMessage[] {
  const call = new AIMessage({ content, tool_calls: [{ name: 'add', args: { a: 1, b: 2 }, id, type: 'tool_call' }] })
  return [new HumanMessage('What is 1 + 2?'), call, new ToolMessage({ content: '3', tool_call_id: id, name: 'add' })]
}

/** Calls a tool, and sends its result to the model. */
async function goOn(ask: (messages: BaseMessage[]) => Promise<AIMessage | AIMessageChunk>): Promise<void> {
  const reply = await ask([asking])
  assertCalled(reply, 'current_weather', 'location')
  const result = new ToolMessage({ content: 'It is 21 degrees.', tool_call_id: reply.tool_calls![0]!.id!, name: 'current_weather' })
  assert.notEqual((await ask([asking, reply, result])).text, '')
}

/** Cases about tools and structured output. */
export function toolCases({ model, callId = 'abc123' }: ChatClient): Cases {
  const { numbers, adder, place, weather, service, inJson } = freshTools()
  return {
    'tools are bound': () => assert.ok(model().bindTools!([adder])),
    'a tool is called': async () => assertCalled(await sum.pipe(model().bindTools!([adder])).invoke({ toolName: 'add' }), 'add', 'a', 'b'),
    'a history with a call keeps its id': async () => {
      const message = history(callId)[1] as AIMessage
      assert.equal(message.tool_calls![0]!.id, callId)
      assert.ok(await model().bindTools!([adder]).invoke(history(callId)))
    },
    'a runnable is called as a tool': async () => {
      const runnable = RunnableLambda.from(() => 'done').asTool({ name: 'add_up', description: 'Adds', schema: numbers })
      const reply = await sum.pipe(model().bindTools!([runnable])).invoke({ toolName: 'add_up' })
      assert.equal(reply.tool_calls!.length, 1)
      assertCalled(reply, 'add_up', 'a', 'b')
      assertNumbers(reply.tool_calls![0]!.args)
    },
    "a tool in OpenAI's form is called": async () => {
      const bound = model().bindTools!([{ type: 'function', function: { name: 'add_up', description: 'Adds', parameters: inJson } }])
      assertCalled(await sum.pipe(bound).invoke({ toolName: 'add_up' }), 'add_up')
    },
    'a tool as a plain object is called': async () => {
      const bound = model().bindTools!([{ name: 'current_weather', description: 'The weather now', schema: place }])
      assertCalled(await bound.invoke('What is the weather in Ghent?'), 'current_weather', 'location')
    },
    'a history with a call and text is taken': async () => assert.ok(await model().bindTools!([adder]).invoke(history(callId))),
    'a history with a call as a block of content is taken': async () => {
      const content = [
        { type: 'text', text: 'I add them up.' },
        { type: 'tool_use', id: callId, name: 'add', input: { a: 1, b: 2 } },
      ]
      assert.ok(await model().bindTools!([adder]).invoke(history(callId, content)))
    },
    'examples with calls are taken': async () => {
      const examples = [...history(callId), new AIMessage('3'), new HumanMessage('What is 3 + 4?')]
      assert.ok(await model().bindTools!([adder]).invoke(examples))
    },
    'structured output fits its schema': async () =>
      assertNumbers(await sum.pipe(model().withStructuredOutput(numbers, { name: 'add' })).invoke({ toolName: 'add' })),
    'structured output includes the raw message': async () => {
      const structured = sum.pipe(model().withStructuredOutput(numbers, { name: 'add', includeRaw: true }))
      const { raw, parsed } = await structured.invoke({ toolName: 'add' })
      assert.ok(AIMessage.isInstance(raw))
      assertNumbers(parsed)
    },
    'structured output fits a nested schema': async () => {
      const prompt = ChatPromptTemplate.fromMessages([
        ['system', 'Always use the {toolName} tool.'],
        ['human', 'Service name: {service}. Endpoint name: {endpoint}. Parameters: {parameters}. Extraction path: {path}'],
      ])
      const structured = prompt.pipe(model().withStructuredOutput(service, { name: 'service' }))
      const asked = { toolName: 'service', service: 'Parcels', endpoint: 'find', parameters: '{"id":"7"}', path: 'parcels/7' }
      const result = await structured.invoke(asked)
      assert.ok(result.decision.length > 0 && typeof result.explanation === 'string')
      assert.equal(typeof result.apiDetails, 'object')
    },
    'a streamed call reports the usage': async () => {
      const reply = await gathered(sum.pipe(model().bindTools!([adder])).stream({ toolName: 'add' }))
      assertCalled(reply, 'add')
      assertUsage(reply)
    },
    'a streamed call is complete': async () =>
      assertCalled(await gathered(model().bindTools!([weather]).stream([asking])), 'current_weather', 'location'),
    'a called tool is answered': () => goOn((messages) => model().bindTools!([weather]).invoke(messages)),
    'a called tool is answered in streams': () => goOn((messages) => gathered(model().bindTools!([weather]).stream(messages))),
  }
}

const both = new HumanMessage("What is the weather and what is the time in Ghent? Call 'current_weather' and 'current_time'.")

/** Cases about several calls at once, for models whose package supports them. */
export function parallelCases({ model, callsInParallel = false }: ChatClient): Cases {
  if (!callsInParallel) return {}
  const { weather, hour } = freshTools()
  const bound = (): {
    invoke(input: BaseMessage[]): Promise<AIMessageChunk>
    stream(input: BaseMessage[]): Promise<AsyncIterable<AIMessageChunk>>
  } => model().bindTools!([weather, hour])
  const assertBoth = (reply: AIMessageChunk): void => {
    assertCalled(reply, 'current_weather', 'location')
    assertCalled(reply, 'current_time', 'location')
  }
  return {
    'two tools are called at once': async () => assertBoth(await bound().invoke([both])),
    'two streamed calls are complete': async () => assertBoth(await gathered(bound().stream([both]))),
    'two results are answered': async () => {
      const reply = await bound().invoke([both])
      const results = reply.tool_calls!.map(({ id, name }) => new ToolMessage({ content: 'noon', tool_call_id: id!, name }))
      const final = await bound().invoke([both, reply, ...results])
      assert.deepEqual(final.tool_calls ?? [], [])
      assert.notEqual(final.text, '')
    },
  }
}
