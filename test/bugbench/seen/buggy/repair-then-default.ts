import { createOpenAI } from '@ai-sdk/openai'
import { generateText, Output, NoObjectGeneratedError } from 'ai'
import { z } from 'zod'
import { invalidStructuredOutput, serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const triage = z.object({ urgency: z.enum(['low', 'high']), reason: z.string().min(1) })
type Triage = z.output<typeof triage>

const harmless: Triage = { urgency: 'low', reason: 'No sign of urgency.' }

export const repairThenDefault: YardstickApp = {
  name: 'repair-then-default',
  story:
    'Sorts the messages of patients with structured output of the AI SDK, and asks again when the answer does not fit the schema. Bug: a failure of the second request is turned into "low", so an urgent message waits over the weekend.',
  sources: [
    'martymcenroe/AssemblyZero#3116',
    'scienceverse/metacheck#340',
    'https://ai-sdk.dev/docs/ai-sdk-core/generating-structured-data',
  ],
  faultsNeeded: 2,
  kind: 'content',
  make() {
    const openai = createOpenAI({ apiKey: 'test' })

    async function ask(prompt: string, signal: AbortSignal): Promise<Triage> {
      const { output } = await generateText({
        model: openai.chat('gpt-4o'),
        output: Output.object({ schema: triage }),
        prompt,
        maxRetries: 0,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
      })
      return output
    }

    return async ({ signal }) => {
      const message = 'My chest has hurt since this morning. Is that normal?'
      try {
        return await ask(`How urgent is this message? ${message}`, signal)
      } catch (error) {
        if (!NoObjectGeneratedError.isInstance(error)) throw error
        return ask(`How urgent is this message? Answer in JSON of the schema only. ${message}`, signal).catch(() => harmless)
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [invalidStructuredOutput({ kind: 'missing-field' }).nth(1), serverError().nth(2)] }],
      wrong: (runs) => (runs[0]![0]!.value === harmless ? 'An urgent message is sorted as low, and no model said so.' : undefined),
    },
  ],
}
