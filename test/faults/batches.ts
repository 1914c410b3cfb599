import { batchOfAnthropic, batchOfOpenAI, type BatchOutcome } from '../../docs/generate/dialects/batches.ts'

/** An official client that sends a batch of four questions, and the words of its provider. */
export interface BatchClient {
  readonly name: string
  send(): Promise<BatchOutcome>
  readonly words: { readonly ended: string; readonly expired: string; readonly failed: string }
}

/** The official SDKs that send batches. */
export const batches: readonly BatchClient[] = [
  { name: 'openai', send: batchOfOpenAI, words: { ended: 'completed', expired: 'batch_expired', failed: '500' } },
  { name: '@anthropic-ai/sdk', send: batchOfAnthropic, words: { ended: 'ended', expired: 'expired', failed: 'errored' } },
]
