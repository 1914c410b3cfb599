import Anthropic from '@anthropic-ai/sdk'
import { z } from 'zod'
import { invalidToolArguments, serverError, unknownTool } from '../../../../faults/index.ts'
import { rightScripts } from '../checks.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const Lookup = z.object({ plate: z.string().min(1) })

const lookup: Anthropic.Tool = {
  name: 'look_up_car',
  description: 'Returns whether a car is ready.',
  input_schema: { type: 'object', properties: { plate: { type: 'string' } }, required: ['plate'] },
}

export const chatTakesTurnBack: YardstickApp = {
  name: 'chat-takes-turn-back',
  story:
    'A garage chat keeps its history over days. A turn is added to it only as a whole, with its tool calls and results; one that fails is handed on as an error and leaves nothing behind. Bad arguments are told to the model as an error result, up to four rounds. Turns wait for each other.',
  sources: ['letta-ai/letta#3273', 'HKUDS/OpenHarness#239', 'umbraco/Umbraco.AI#383'],
  kind: 'history',
  make() {
    const client = new Anthropic({ apiKey: 'test', maxRetries: 2, timeout: 30_000 })
    let history: readonly Anthropic.MessageParam[] = []
    let queue: Promise<unknown> = Promise.resolve()

    function result(call: Anthropic.ToolUseBlock): Anthropic.ToolResultBlockParam {
      const input = Lookup.safeParse(call.input)
      if (call.name !== lookup.name || !input.success)
        return { type: 'tool_result', tool_use_id: call.id, is_error: true, content: 'There is no such tool, or it lacks a plate.' }
      return { type: 'tool_result', tool_use_id: call.id, content: `The car ${input.data.plate} is ready.` }
    }

    async function turn(signal: AbortSignal): Promise<string> {
      const messages = [
        ...history,
        { role: 'user', content: 'Is my car ready? The plate is M-AB 12.' } satisfies Anthropic.MessageParam,
      ] as Anthropic.MessageParam[]
      for (let round = 1; round <= 4; round += 1) {
        signal.throwIfAborted()
        const message = await client.messages.create({ model: 'claude-sonnet-4-6', max_tokens: 500, tools: [lookup], messages }, { signal })
        if ((message.stop_reason !== 'end_turn' && message.stop_reason !== 'tool_use') || message.content.length === 0)
          throw new Error('The answer is incomplete.')
        messages.push({ role: 'assistant', content: message.content })
        const calls = message.content.filter((block) => block.type === 'tool_use')
        if (calls.length === 0) {
          history = messages
          return message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
        }
        messages.push({ role: 'user', content: calls.map(result) })
      }
      throw new Error('The model asked for tools four times and never answered.')
    }

    return ({ signal }) => {
      const mine = queue.then(() => turn(signal))
      queue = mine.catch(() => undefined)
      return mine
    }
  },
  scripts: rightScripts(
    [
      [{ inject: [invalidToolArguments().first(1)], copies: 2 }, {}],
      [{ inject: [invalidToolArguments()] }, {}],
      [{ inject: [unknownTool()] }, {}],
      [{ inject: [serverError().nth(2)] }, {}],
    ],
    (run) => {
      const isUser = run.journal.calls.map(({ call }) =>
        call.messages.map(({ role, parts }) => role === 'user' && parts.some((part) => part.type === 'text')),
      )
      if (isUser.some((roles) => roles.some((is, place) => is && roles[place + 1] === true))) return 'A turn that failed is in the history.'
      return run.error instanceof Anthropic.BadRequestError && run.journal.calls.every((call) => call.fired.length === 0)
        ? 'The history is spoilt.'
        : undefined
    },
  ),
}
