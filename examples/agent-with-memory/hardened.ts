import OpenAI from 'openai'
import { z } from 'zod'
import { task, tools, type Book, type Memory } from './booking.ts'

const most = 8
const flightSchema = z.object({ flight: z.string() })

type Messages = readonly OpenAI.ChatCompletionMessageParam[]

/** The tool calls of the last turn that have no result. */
function openCalls(messages: Messages): OpenAI.ChatCompletionMessageToolCall[] {
  const answered = new Set(messages.flatMap((message) => (message.role === 'tool' ? [message.tool_call_id] : [])))
  const calls = messages.flatMap((message) => (message.role === 'assistant' ? (message.tool_calls ?? []) : []))
  return calls.filter(({ id }) => !answered.has(id))
}

/**
 * Runs the agent. Tool calls are stored before they run, so a restarted agent continues with the same tool
 * calls. Each runs with its id as the idempotency key, so it takes effect once.
 */
export async function runAgent(memory: Memory, book: Book): Promise<string> {
  const client = new OpenAI({ apiKey: 'test', logLevel: 'off', timeout: 10_000 })
  const remember = (...added: Messages): Messages => {
    const messages = [...(memory.get('task') ?? [{ role: 'user', content: task }]), ...added]
    memory.set('task', messages)
    return messages
  }
  for (let turn = 0; turn < most; turn++) {
    for (const call of openCalls(remember())) {
      if (call.type !== 'function') throw new Error(`Unknown tool call ${call.type}.`)
      const { flight } = flightSchema.parse(JSON.parse(call.function.arguments))
      remember({ role: 'tool', tool_call_id: call.id, content: await book(flight, call.id) })
    }
    const reply = await client.chat.completions.create({ model: 'gpt-4o', messages: [...remember()], tools })
    const [choice] = reply.choices
    if (choice === undefined || choice.finish_reason === 'length') throw new Error('No complete answer.')
    if (choice.message.tool_calls === undefined) return choice.message.content ?? ''
    remember(choice.message)
  }
  throw new Error(`No answer in ${most} turns.`)
}
