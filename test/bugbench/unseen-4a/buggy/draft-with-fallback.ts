import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import { generateText } from 'ai'
import { truncatedAtMaxTokens, serverError } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Draft {
  readonly text: string
  readonly by: string
}

export const draftWithFallback: YardstickApp = {
  name: 'draft-with-fallback',
  story: `A lawyer's tool drafts a clause with generateText of the AI SDK at OpenAI, and at Anthropic if that call fails. A draft that is
    not complete is refused. Bug: only the path over OpenAI looks at the finish reason. When OpenAI is down and the draft of Claude ends
    at its limit of tokens, half a clause goes into the contract.`,
  sources: ['Skyvern-AI/skyvern#6079', 'huggingface/chat-ui#2383', 'agent0ai/agent-zero#1836'],
  faultsNeeded: 2,
  kind: 'fallback',
  make() {
    const openai = createOpenAI({ apiKey: 'test' })
    const anthropic = createAnthropic({ apiKey: 'test' })
    const prompt = 'Draft a clause on late delivery for a supply contract.'

    async function fromClaude(signal: AbortSignal): Promise<Draft> {
      const { text } = await generateText({
        model: anthropic('claude-sonnet-4-6'),
        prompt,
        maxOutputTokens: 800,
        maxRetries: 1,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(45_000)]),
      })
      if (text === '') throw new Error('Claude returned no text.')
      return { text, by: 'claude-sonnet-4-6' }
    }

    return async ({ signal }): Promise<Draft> => {
      let result
      try {
        result = await generateText({
          model: openai('gpt-4o'),
          prompt,
          maxOutputTokens: 800,
          maxRetries: 1,
          abortSignal: AbortSignal.any([signal, AbortSignal.timeout(45_000)]),
        })
      } catch (error) {
        if (signal.aborted) throw error
        return fromClaude(signal).catch((second: unknown) => {
          throw new AggregateError([error, second], 'Neither OpenAI nor Anthropic wrote a draft.', { cause: error })
        })
      }
      if (result.finishReason !== 'stop' || result.text === '') throw new Error(`The draft is not complete: ${result.finishReason}.`)
      return { text: result.text, by: 'gpt-4o' }
    }
  },
  scripts: [
    {
      steps: [{ inject: [serverError().for('openai'), truncatedAtMaxTokens().for('anthropic')] }],
      wrong(runs) {
        const run = runs[0]?.[0]
        const draft = run?.value as Draft | undefined
        if (draft === undefined || run?.journal.calls.at(-1)?.finish !== 'length') return undefined
        return `A draft that ends at "${draft.text.slice(-20)}" is returned as complete.`
      },
    },
  ],
}
