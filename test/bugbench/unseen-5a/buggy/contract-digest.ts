import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { truncatedAtMaxTokens, overloaded, refusal, serverError } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface ContractDigest {
  readonly text: string
  readonly model: string
  readonly note?: string
}

const prompt = `Sum up the duties of the tenant in this contract:
The tenant pays on the third day of each month, keeps the yard clean, insures the windows and gives three months of notice.`

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const { value, journal } = runs[0]![0]!
  const digest = value as ContractDigest | undefined
  const isFallback = digest?.model.startsWith('claude')
  return isFallback && journal.calls.filter(({ fired }) => fired.length > 0).length > 1
    ? `A digest that is not one was filed as complete: "${digest?.text}"`
    : undefined
}

export const contractDigest: YardstickApp = {
  name: 'contract-digest',
  story: `Files digests of contracts, on the OpenAI SDK, with Anthropic if OpenAI fails; the digest names its model. A digest of OpenAI counts
    only if it ended well. Bug: that is not checked for the one of Anthropic, which was added in a hurry during an outage. It is filed also
    when it is cut in the middle or a refusal.`,
  sources: ['Blaizzy/mlx-vlm#2226', 'botpress/botpress#15457', 'mastra-ai/mastra#10512'],
  faultsNeeded: 1,
  kind: 'fallback',
  make() {
    const openai = new OpenAI({ apiKey: 'test', maxRetries: 0 })
    const anthropic = new Anthropic({ apiKey: 'test', maxRetries: 0 })

    let contracts = 0

    async function byOpenAI(signal: AbortSignal): Promise<string> {
      const completion = await openai.chat.completions.create(
        { model: 'gpt-4o', max_tokens: 800, messages: [{ role: 'user', content: prompt }] },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]) },
      )
      const choice = completion?.choices?.[0]
      if (choice?.finish_reason !== 'stop' || !choice.message.content) {
        throw new Error(`The digest of OpenAI ended with ${choice?.finish_reason ?? 'nothing'}.`)
      }
      return choice.message.content
    }

    async function byAnthropic(signal: AbortSignal): Promise<string> {
      const message = await anthropic.messages.create(
        { model: 'claude-sonnet-4-6', max_tokens: 800, messages: [{ role: 'user', content: prompt }] },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]) },
      )
      const text = (message.content ?? []).map((block) => (block.type === 'text' ? block.text : '')).join('')
      if (text.trim() === '') throw new Error('The digest of Anthropic is empty.')
      return text
    }

    return async ({ observe, signal }): Promise<ContractDigest> => {
      let digest: ContractDigest
      try {
        digest = { text: await byOpenAI(signal), model: 'gpt-4o' }
      } catch (first) {
        if (signal.aborted) throw first
        const reason = first instanceof Error ? first.message : String(first)
        try {
          digest = { text: await byAnthropic(signal), model: 'claude-sonnet-4-6', note: `OpenAI failed: ${reason}` }
        } catch (second) {
          if (signal.aborted) throw second
          throw new AggregateError([first, second], `The contract has no digest: ${reason} ${String(second)}`, { cause: second })
        }
      }
      contracts += 1
      observe.effect(`file the digest of contract ${contracts}`)
      return digest
    }
  },
  scripts: [
    { steps: [{ inject: [overloaded().for('openai'), truncatedAtMaxTokens().for('anthropic')] }], wrong },
    { steps: [{ inject: [serverError().for('openai'), refusal().for('anthropic')] }], wrong },
  ],
}
