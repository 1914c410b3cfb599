import Anthropic from '@anthropic-ai/sdk'
import { z } from 'zod'
import {
  invalidToolArguments,
  invalidToolCallId,
  truncatedAtMaxTokens,
  endlessToolLoop,
  forbiddenParallelCalls,
  overloaded,
  repeatedToolCall,
  serverError,
  toolCallSkipped,
  unknownTool,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Booking {
  readonly room: string
  readonly hours: number
  /** The closing words of the model, or why there are none. */
  readonly words: string
}

class NotBooked extends Error {
  override readonly name = 'NotBooked'
}

const mostCalls = 4
const Wish = z.object({ room: z.enum(['Lyon', 'Porto', 'Ghent']), hours: z.number().int().min(1).max(4) })
const tool: Anthropic.Tool = {
  name: 'book_room',
  description: 'Books a room for tomorrow. One room per request.',
  input_schema: {
    type: 'object',
    properties: { room: { type: 'string', enum: Wish.shape.room.options }, hours: { type: 'integer', minimum: 1, maximum: 4 } },
    required: ['room', 'hours'],
  },
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, error, effects, journal } of runs.flat()) {
    const isCalm = journal.calls.every(({ fired }) => fired.length === 0)
    if (effects.length > 1) return `${effects.length} rooms were booked for one request.`
    if (value === undefined) {
      const isExpected = error instanceof NotBooked || (error as Error | undefined)?.name.includes('Abort')
      if (isCalm || !isExpected) return `A request ended with ${String(error)}`
      if (error instanceof NotBooked && effects.length > 0) return 'A room was booked, and the user was told that none is.'
    } else if (effects.length !== 1) return 'The user was told of a booking that does not exist.'
    if (journal.calls.length > mostCalls * runs[0]!.length) return `A request made ${journal.calls.length} calls.`
  }
  return undefined
}

export const roomBooker: YardstickApp = {
  name: 'room-booker',
  story: `Books meeting rooms with a tool on the Anthropic SDK. Whether a room is booked is read from the calendar and never from the words of
    the model. A second booking in one request is answered by the first one, bad arguments go back to the model, and after four calls it
    ends. If the model fails after the booking, that is a success without closing words, which is said; without one, it is an error.`,
  sources: ['micro/go-micro#3306', 'rjwalters/loom#3683', 'hackerai-tech/hackerai#1330'],
  kind: 'effects',
  make() {
    const client = new Anthropic({ apiKey: 'test', maxRetries: 0 })
    const calendar = new Map<string, z.infer<typeof Wish>>()
    let requests = 0

    return async ({ observe, signal }): Promise<Booking> => {
      requests += 1
      const id = `request-${requests}`
      const messages: Anthropic.MessageParam[] = [{ role: 'user', content: 'Please book the room Lyon for two hours tomorrow.' }]

      function book(call: Anthropic.ToolUseBlock): Anthropic.ToolResultBlockParam {
        const result = (content: string, isError = false): Anthropic.ToolResultBlockParam =>
          isError
            ? { type: 'tool_result', tool_use_id: call.id, content, is_error: true }
            : { type: 'tool_result', tool_use_id: call.id, content }
        if (call.name !== tool.name) return result(`There is no tool ${call.name}.`, true)
        const wish = Wish.safeParse(call.input)
        if (!wish.success) return result(`These arguments are not valid: ${wish.error.message}`, true)
        const former = calendar.get(id)
        if (former !== undefined) return result(`The room ${former.room} is booked already for this request.`)
        signal.throwIfAborted()
        calendar.set(id, wish.data)
        observe.effect(`book for ${id}`, { key: id, name: tool.name, arguments: wish.data })
        return result(`The room ${wish.data.room} is booked for ${wish.data.hours} hours.`)
      }

      async function converse(): Promise<string> {
        for (let calls = 0; calls < mostCalls; calls += 1) {
          const limit = AbortSignal.timeout(20_000)
          const message = await client.messages
            .create({ model: 'claude-sonnet-4-6', max_tokens: 500, tools: [tool], messages }, { signal: AbortSignal.any([signal, limit]) })
            .catch((error: unknown) => {
              throw limit.aborted && !signal.aborted ? new Error('no answer within 20 s', { cause: error }) : error
            })
          const uses = (message?.content ?? []).filter((block) => block.type === 'tool_use')
          if (message?.stop_reason === 'tool_use' && uses.length > 0) {
            messages.push({ role: 'assistant', content: message.content }, { role: 'user', content: uses.map(book) })
            continue
          }
          const text = (message?.content ?? []).map((block) => (block.type === 'text' ? block.text : '')).join('')
          if (message?.stop_reason !== 'end_turn' || text.trim() === '') {
            throw new Error(`the model stopped with ${message?.stop_reason ?? 'no reason'}, and no whole text`)
          }
          return text
        }
        throw new Error(`the model did not finish within ${mostCalls} calls`)
      }

      let words: string
      let cause: unknown
      try {
        words = await converse()
      } catch (error) {
        signal.throwIfAborted()
        cause = error
        words = `The assistant failed: ${error instanceof Error ? error.message : String(error)}`
      }
      const booked = calendar.get(id)
      if (booked !== undefined) return { ...booked, words }
      throw new NotBooked(`No room was booked. ${words}`, { cause })
    }
  },
  scripts: [
    { steps: [{ inject: [repeatedToolCall()] }, { inject: [endlessToolLoop()] }, { inject: [forbiddenParallelCalls()] }, {}], wrong },
    {
      steps: [
        { inject: [invalidToolArguments().first(1)] },
        { inject: [invalidToolArguments({ kind: 'wrong-type' })] },
        { inject: [unknownTool()] },
      ],
      wrong,
    },
    { steps: [{ inject: [toolCallSkipped()] }, { inject: [serverError().nth(2)] }, { inject: [truncatedAtMaxTokens()] }, {}], wrong },
    { steps: [{ inject: [invalidToolCallId()] }, { copies: 2, abortAfter: 1_000 }, { inject: [overloaded()] }, {}], wrong },
  ],
}
