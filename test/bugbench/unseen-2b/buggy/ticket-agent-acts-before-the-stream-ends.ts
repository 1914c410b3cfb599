import OpenAI from 'openai'
import { z } from 'zod'
import { midStreamError } from '../../../../faults/catalogue.ts'
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
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000 })
    return async ({ observe, signal }) => {
      const turn = async (): Promise<string[]> => {
        const opened: string[] = []
        const pending = new Map<number, string>()
        const stream = await client.chat.completions.create(
          {
            model: 'gpt-4o',
            stream: true,
            tools: [{ type: 'function', function: { name: 'open_ticket', parameters } }],
            tool_choice: 'required',
            messages: [{ role: 'user', content: 'Open a ticket: the heating in flat 12 is broken' }],
          },
          { signal },
        )
        let finish: string | null = null
        for await (const chunk of stream) {
          const choice = chunk.choices[0]
          for (const call of choice?.delta.tool_calls ?? []) {
            const text = (pending.get(call.index) ?? '') + (call.function?.arguments ?? '')
            pending.set(call.index, text)
            if (!text.endsWith('}')) continue
            const ticket = ticketSchema.safeParse(JSON.parse(text))
            if (!ticket.success) continue
            observe.effect(`ticket:${ticket.data.subject}`)
            opened.push(ticket.data.subject)
          }
          finish = choice?.finish_reason ?? finish
        }
        if (finish !== 'tool_calls') throw new OpenAI.APIConnectionError({ message: `The turn ended with ${finish}.` })
        if (opened.length === 0) throw new Error('The model opened no ticket.')
        return opened
      }
      try {
        return await turn()
      } catch (error) {
        if (signal.aborted || (error instanceof OpenAI.APIError && error.status !== undefined)) throw error
        return turn()
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [midStreamError({ afterDeltas: 8 }).first(1)] }],
      wrong: (runs) => {
        const run = runs[0]?.[0]
        return new Set(run?.effects).size < (run?.effects.length ?? 0) ? 'The same ticket is opened twice.' : undefined
      },
    },
  ],
}
