import type { CorrectApp } from './app.ts'
import { aiRetry } from './correct/ai-retry.ts'
import { aiSdk } from './correct/ai-sdk.ts'
import { anthropicFinalMessage } from './correct/anthropic-final-message.ts'
import { asksOnce } from './correct/asks-once.ts'
import { carefulRefund } from './correct/careful-refund.ts'
import { checkedStructure } from './correct/checked-structure.ts'
import { cockatielPolicies } from './correct/cockatiel-policies.ts'
import { handWrittenRetries } from './correct/hand-written-retries.ts'
import { hardenedAssistant } from './correct/hardened-assistant.ts'
import { honestHalf } from './correct/honest-half.ts'
import { langchainFallbacks } from './correct/langchain-fallbacks.ts'
import { pRetryWithClasses } from './correct/p-retry-with-classes.ts'
import { sdkRetries } from './correct/sdk-retries.ts'
import { secondProvider } from './correct/second-provider.ts'
import { watchedStream } from './correct/watched-stream.ts'

/** Every app without one. */
export const correctApps: readonly CorrectApp[] = [
  aiRetry,
  aiSdk,
  anthropicFinalMessage,
  asksOnce,
  carefulRefund,
  checkedStructure,
  cockatielPolicies,
  handWrittenRetries,
  hardenedAssistant,
  honestHalf,
  langchainFallbacks,
  pRetryWithClasses,
  sdkRetries,
  secondProvider,
  watchedStream,
]
