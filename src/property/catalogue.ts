import { z } from 'zod'
import type { Property } from './verdict/define-property.ts'
import { abortPropagates } from './properties/abort-propagates.ts'
import { atMostOnce } from './properties/at-most-once.ts'
import { backsOff } from './properties/backs-off.ts'
import { boundedMemory } from './properties/bounded-memory.ts'
import { cancelsOnAbort } from './properties/cancels-on-abort.ts'
import { circuitOpens } from './properties/circuit-opens.ts'
import { consistentUnderParaphrase } from './properties/consistent-under-paraphrase.ts'
import { keepsRequiredContext } from './properties/keeps-required-context.ts'
import { degradesVisibly } from './properties/degrades-visibly.ts'
import { actsOnlyOnCompleteCalls } from './properties/acts-only-on-complete-calls.ts'
import { errorsIdentifyCause } from './properties/errors-identify-cause.ts'
import { noSilentToolFailure } from './properties/no-silent-tool-failure.ts'
import { fallbackTerminates } from './properties/fallback-terminates.ts'
import { fallsBack } from './properties/falls-back.ts'
import { guardrailCatches } from './guard/guardrail-catches.ts'
import { honorsRetryAfter } from './properties/honors-retry-after.ts'
import { independentFallback } from './properties/independent-fallback.ts'
import { keepsPartialResults } from './properties/keeps-partial-results.ts'
import { loopsAtMost } from './properties/loops-at-most.ts'
import { neverActsOnInjected } from './properties/never-acts-on-injected.ts'
import { marksWrongAnswers } from './properties/marks-wrong-answers.ts'
import { noDuplicateText } from './properties/no-duplicate-text.ts'
import { noRetryOfPermanent } from './properties/no-retry-of-permanent.ts'
import { noSecretLeak } from './properties/no-secret-leak.ts'
import { noSilentTruncation } from './properties/no-silent-truncation.ts'
import { noUnhandledRejection } from './properties/no-unhandled-rejection.ts'
import { detectsModelSwap } from './properties/detects-model-swap.ts'
import { handlesOverLongInput } from './properties/handles-over-long-input.ts'
import { probesGently } from './properties/probes-gently.ts'
import { recoversSession } from './properties/recovers-session.ts'
import { recoversWithin } from './properties/recovers-within.ts'
import { retriesAtMost } from './properties/retries-at-most.ts'
import { retryBudget } from './properties/retry-budget.ts'
import { schemaValidOrError } from './properties/schema-valid-or-error.ts'
import { settlesWithin } from './properties/settles-within.ts'
import { spendsAtMost } from './properties/spends-at-most.ts'
import { staysInRegion } from './properties/stays-in-region.ts'
import { streamedEqualsFinal } from './properties/streamed-equals-final.ts'
import { reportsToolFailures } from './properties/reports-tool-failures.ts'
import { refreshesToolList } from './properties/refreshes-tool-list.ts'
import { noCallAfterCancel } from './properties/no-call-after-cancel.ts'
import { noOrphanProcess } from './properties/no-orphan-process.ts'
import { otherServersWork } from './properties/other-servers-work.ts'
import { pinsTools } from './properties/pins-tools.ts'
import { isolatesTenants } from './properties/isolates-tenants.ts'
import { typedErrors } from './properties/typed-errors.ts'

/** An entry of the catalogue. */
export interface PropertyEntry {
  /** Created with the values of the example. */
  readonly property: Property
  /** The code that creates it: the example of its documentation. */
  readonly example: string
}

/** An example of an app's own error class. */
class AssistantError extends Error {}

/** All properties, in the order of the documentation: time and retries, answers, fallbacks, side effects, errors, truth, cost, data. */
export const properties: readonly PropertyEntry[] = [
  { property: settlesWithin('60s'), example: "settlesWithin('60s')" },
  { property: retriesAtMost(2, { maxCalls: 6 }), example: 'retriesAtMost(2, { maxCalls: 6 })' },
  { property: honorsRetryAfter(), example: 'honorsRetryAfter()' },
  { property: backsOff(), example: 'backsOff()' },
  { property: noRetryOfPermanent(), example: 'noRetryOfPermanent()' },
  { property: retryBudget(0.2), example: 'retryBudget(0.2)' },
  { property: noSilentTruncation(), example: "noSilentTruncation({ isMarked: (value) => (value as AppAnswer).status === 'partial' })" },
  { property: streamedEqualsFinal(), example: 'streamedEqualsFinal()' },
  { property: noDuplicateText(), example: 'noDuplicateText()' },
  { property: fallsBack({ from: 'openai', to: 'anthropic' }), example: "fallsBack({ from: 'openai', to: 'anthropic' })" },
  { property: independentFallback(), example: 'independentFallback()' },
  { property: fallbackTerminates('60s'), example: "fallbackTerminates('60s')" },
  { property: circuitOpens({ failures: 5, probeEvery: '30s' }), example: "circuitOpens({ failures: 5, probeEvery: '30s' })" },
  { property: probesGently({ failures: 5, step: '1s' }), example: "probesGently({ failures: 5, step: '1s' })" },
  {
    property: recoversWithin('30s', { provider: 'openai', healsAt: '5m' }),
    example: "recoversWithin('30s', { provider: 'openai', healsAt: '5m' })",
  },
  { property: recoversSession(), example: 'recoversSession()' },
  { property: atMostOnce(), example: 'atMostOnce()' },
  { property: actsOnlyOnCompleteCalls(), example: 'actsOnlyOnCompleteCalls()' },
  { property: abortPropagates(), example: 'abortPropagates()' },
  { property: typedErrors(AssistantError), example: 'typedErrors(AssistantError)' },
  { property: errorsIdentifyCause(), example: 'errorsIdentifyCause()' },
  { property: noUnhandledRejection(), example: 'noUnhandledRejection()' },
  { property: schemaValidOrError(z.object({ city: z.string() })), example: 'schemaValidOrError(z.object({ city: z.string() }))' },
  {
    property: guardrailCatches({ atLeast: 0.9, falsePositivesAtMost: 0.05 }),
    example: 'guardrailCatches({ atLeast: 0.9, falsePositivesAtMost: 0.05 })',
  },
  {
    property: marksWrongAnswers(),
    example: "marksWrongAnswers({ isMarked: (value) => (value as AppAnswer).quality === 'reduced' })",
  },
  { property: detectsModelSwap({ within: 5 }), example: 'detectsModelSwap({ within: 5 })' },
  { property: consistentUnderParaphrase(), example: 'consistentUnderParaphrase({ decision: (value) => (value as AppAnswer).refundable })' },
  { property: keepsRequiredContext(['Answer in English.']), example: "keepsRequiredContext(['Answer in English.'])" },
  { property: handlesOverLongInput(), example: 'handlesOverLongInput()' },
  { property: spendsAtMost({ tokens: 20_000 }), example: 'spendsAtMost({ tokens: 20_000 })' },
  { property: loopsAtMost(10, { same: 3 }), example: 'loopsAtMost(10, { same: 3 })' },
  { property: neverActsOnInjected(), example: 'neverActsOnInjected({ documents: [mail] })' },
  { property: reportsToolFailures(), example: 'reportsToolFailures()' },
  { property: noSilentToolFailure(), example: 'noSilentToolFailure({ isMarked: (value) => (value as AppAnswer).isComplete === false })' },
  { property: noCallAfterCancel(), example: 'noCallAfterCancel()' },
  { property: cancelsOnAbort(), example: 'cancelsOnAbort()' },
  { property: refreshesToolList(), example: 'refreshesToolList()' },
  { property: pinsTools(), example: 'pinsTools()' },
  { property: otherServersWork({ without: ['weather'] }), example: "otherServersWork({ without: ['weather'] })" },
  { property: noOrphanProcess(), example: 'noOrphanProcess()' },
  { property: degradesVisibly(), example: "degradesVisibly({ isMarked: (value) => (value as AppAnswer).quality === 'reduced' })" },
  { property: keepsPartialResults(), example: 'keepsPartialResults()' },
  { property: noSecretLeak(['sk-...']), example: 'noSecretLeak([process.env.OPENAI_API_KEY!, systemPrompt])' },
  { property: isolatesTenants(), example: 'isolatesTenants()' },
  { property: boundedMemory(64_000), example: 'boundedMemory(64_000)' },
  { property: staysInRegion(['eu.api.openai.com']), example: "staysInRegion(['eu.api.openai.com'])" },
]

/** The name of a property, without its values: `retries-at-most`. */
export function nameOf({ id }: Property): string {
  return id.split('(')[0]!
}
