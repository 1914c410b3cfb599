import Anthropic from '@anthropic-ai/sdk'
import { z } from 'zod'
import { invalidStructuredOutput } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { commonSteps } from '../common-steps.ts'

const Verdict = z.strictObject({ spam: z.boolean(), reason: z.string() })

type Sorted = { readonly ok: true; readonly spam: boolean } | { readonly ok: false; readonly error: string }

/** A mailbox that leaves unsorted what it cannot sort. */
export const spamOrUnknown: YardstickApp = {
  name: 'spam-or-unknown',
  story:
    'A mailbox asks Claude by a forced tool whether a mail is spam. It never throws but for an abort: a failure is the value { ok: false } with its cause, the mail stays in the inbox, and nothing is tried again.',
  sources: ['open-mercato/cezar#285', 'llm-exe/llm-exe#148'],
  kind: 'content',
  make() {
    const client = new Anthropic({ apiKey: 'test', maxRetries: 0, timeout: 20_000 })
    const { $schema: _, ...schema } = z.toJSONSchema(Verdict)
    const tools: Anthropic.Tool[] = [{ name: 'sort', input_schema: { ...schema, type: 'object' } }]
    return async ({ observe, signal }): Promise<Sorted> => {
      try {
        const message = await client.messages.create(
          {
            model: 'claude-haiku-4-5',
            max_tokens: 300,
            tools,
            tool_choice: { type: 'tool', name: 'sort', disable_parallel_tool_use: true },
            messages: [{ role: 'user', content: 'Sort this mail: "You have won a cruise, reply with your card number."' }],
          },
          { signal },
        )
        const uses = message.content.filter((block) => block.type === 'tool_use')
        if (message.stop_reason !== 'tool_use' || uses.length !== 1) throw new Error(`No verdict: ${message.stop_reason}`)
        return { ok: true, spam: Verdict.parse(uses[0]?.input).spam }
      } catch (error) {
        signal.throwIfAborted()
        const text = error instanceof Error ? error.message : String(error)
        observe.alert(`The mail is not sorted: ${text}`)
        return { ok: false, error: text }
      }
    }
  },
  scripts: [...commonSteps, [{ inject: [invalidStructuredOutput({ kind: 'missing-field' })] }, { after: 1_000 }]].map((steps) => ({
    steps,
    wrong(runs) {
      const values = runs.flat().map((run) => run.value as Sorted | undefined)
      if (values.includes(undefined)) return 'A run has no value.'
      return values.at(-1)?.ok === true ? undefined : 'The mailbox does not recover.'
    },
  })),
}
