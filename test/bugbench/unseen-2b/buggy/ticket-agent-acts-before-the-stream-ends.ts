import OpenAI from 'openai'
import { z } from 'zod'
import { midStreamError } from '../../../../faults/catalogue.ts'
import { atMostOnce } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const ticketSchema = z.object({ subject: z.string(), priority: z.enum(['low', 'high']) })
const parameters = {
  type: 'object',
  properties: { subject: { type: 'string' }, priority: { type: 'string', enum: ['low', 'high'] } },
  required: ['subject', 'priority'],
}

export const ticketAgentActsBeforeTheStreamEnds: YardstickApp = {
  name: 'ticket-agent-acts-before-the-stream-ends',
  story:
    'Help desk agent on the openai SDK that streams. To save time it runs a tool as soon as its arguments parse, and repeats a turn whose stream breaks. Bug: a stream that breaks after the arguments has already opened the ticket, and the repeated turn opens it again. The desk handles two tickets.',
  sources: ['shiaho777/web-to-app#748', 'cloudwego/eino#635'],
  faultsNeeded: 1,
  kind: 'effects',
  fitting: atMostOnce(),
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000 })
    let requests = 0
    return async ({ observe, signal }) => {
      requests += 1
      const request = requests
      const messages = [{ role: 'user' as const, content: `Open a ticket: the heating in flat ${request} is broken` }]
      const tools = [{ type: 'function' as const, function: { name: 'open_ticket', parameters } }]
      let begun = false

      const turn = async (): Promise<string> => {
        const deadline = AbortSignal.any([signal, AbortSignal.timeout(60_000)])
        const body = { model: 'gpt-4o', stream: true, tools, tool_choice: 'required', parallel_tool_calls: false, messages } as const
        const stream = await client.chat.completions.create({ ...body, tools: [...tools], messages: [...messages] }, { signal: deadline })
        begun = true
        let [name, text] = ['', '']
        let opened: string | undefined
        let finish: string | null = null
        for await (const chunk of stream) {
          const choice = chunk.choices[0]
          const call = choice?.delta.tool_calls?.find(({ index }) => index === 0)
          name += call?.function?.name ?? ''
          text += call?.function?.arguments ?? ''
          finish = choice?.finish_reason ?? finish
          if (opened !== undefined || name !== 'open_ticket' || !text.endsWith('}')) continue
          const ticket = ticketSchema.parse(JSON.parse(text))
          observe.effect(`ticket:${request}`, { name, arguments: ticket })
          opened = ticket.subject
        }
        deadline.throwIfAborted()
        if (finish !== 'tool_calls') throw new Error(`The turn ended with ${finish}.`)
        if (opened === undefined) throw new Error('The model opened no ticket.')
        return opened
      }
      try {
        return await turn()
      } catch (error) {
        // Before the stream has begun, the SDK has repeated the call already.
        if (signal.aborted || !begun) throw error
        return turn()
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [midStreamError({ at: 'before-usage' }).first(1)] }],
      wrong: (runs) => {
        const run = runs[0]?.[0]
        return new Set(run?.effects).size < (run?.effects.length ?? 0) ? 'The same ticket is opened twice.' : undefined
      },
    },
  ],
}
