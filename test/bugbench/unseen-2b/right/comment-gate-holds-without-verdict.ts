import { createOpenAI } from '@ai-sdk/openai'
import { generateText, Output } from 'ai'
import { z } from 'zod'
import { contentFilter, truncatedAtMaxTokens, paymentRequired, serverError, truncatedStream } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

const verdictSchema = z.object({ harmful: z.boolean(), reason: z.string() })

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, effects, journal } of runs.flat()) {
    const last = journal.calls.at(-1)
    const spoken = last?.finish === 'stop' && last.status === 200
    if (effects.some((key) => key.startsWith('published:')) && !spoken) return 'A comment is published without a verdict.'
    if (effects.length !== 1) return 'A comment is neither published, refused nor held, or more than one of these.'
    if ((value as { state: string } | undefined)?.state === 'held' && spoken) return 'A comment is held although there is a verdict.'
  }
  return undefined
}

export const commentGateHoldsWithoutVerdict: YardstickApp = {
  name: 'comment-gate-holds-without-verdict',
  story:
    'Gate for comments on the AI SDK that fails closed: whatever keeps the model from a verdict, the comment is held for a moderator, who is told why. Unusual: the task resolves under every failure, without a fallback and with a value that looks like a normal one but for its state.',
  sources: ['ogx-ai/ogx#6026', 'opensuperapp/opensuperapp#54'],
  kind: 'fallback',
  make() {
    const model = createOpenAI({ apiKey: 'test' }).chat('gpt-4o-mini')
    let comments = 0
    return async ({ observe, signal }) => {
      comments += 1
      const comment = comments
      try {
        const { output, finishReason } = await generateText({
          model,
          output: Output.object({ schema: verdictSchema }),
          prompt: 'Is this comment harmful? "Your dog looks like a mop."',
          abortSignal: signal,
          timeout: 30_000,
          maxRetries: 1,
        })
        if (finishReason !== 'stop') throw new Error(`The verdict ended with ${finishReason}.`)
        observe.effect(`${output.harmful ? 'refused' : 'published'}:${comment}`)
        return { state: output.harmful ? 'refused' : 'published', reason: output.reason }
      } catch (error) {
        if (signal.aborted) throw error
        observe.effect(`held:${comment}`)
        observe.alert(`Comment ${comment} waits for a moderator: ${String(error)}`)
        return { state: 'held', reason: 'A moderator reads this comment first.' }
      }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()] }, {}], wrong },
    { steps: [{ inject: [truncatedAtMaxTokens({ after: 4 })] }, { inject: [contentFilter()] }], wrong },
    { steps: [{ inject: [truncatedStream()] }, {}], wrong },
    { steps: [{ inject: [paymentRequired()] }, { after: 86_400_000 }], wrong },
    { steps: [{ inject: [serverError().first(1)] }], wrong },
  ],
}
