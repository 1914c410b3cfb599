export { coverageTable } from './text/coverage-table.ts'
export type { Covered, Place } from './coverage.ts'
export type {
  Effect,
  Evidence,
  Observation,
  Observe,
  Outcome,
  Property,
  Settlement,
  Shown,
  TaskMark,
  TaskOutcome,
  ToolUse,
  Verdict,
} from './verdict/evidence.ts'
export { InconclusiveError, ResilienceError } from './failure.ts'
export { verdictsOf, type JournalVerdict } from './journal-verdict.ts'
export { anyFault, faultsOf, plans, type FaultChoices, type PlansOptions } from './plans.ts'
export { abortPropagates } from './properties/abort-propagates.ts'
export { fallsBack } from './properties/falls-back.ts'
export { honorsRetryAfter } from './properties/honors-retry-after.ts'
export { noRetryOfPermanent } from './properties/no-retry-of-permanent.ts'
export { noSilentTruncation } from './properties/no-silent-truncation.ts'
export { noUnhandledRejection } from './properties/no-unhandled-rejection.ts'
export { retriesAtMost } from './properties/retries-at-most.ts'
export { settlesWithin } from './properties/settles-within.ts'
export { survives, type SurvivesOptions } from './survives.ts'
export type { SurvivalReport } from './survival-report.ts'
export type { Task, TaskTools } from './task.ts'
export { usualProperties } from './usual-properties.ts'
export { atMostOnce } from './properties/at-most-once.ts'
export { staysInRegion } from './properties/stays-in-region.ts'
export { contextNotDropped } from './properties/context-not-dropped.ts'
export { overLongInputHandled } from './properties/over-long-input-handled.ts'
export { spendsAtMost } from './properties/spends-at-most.ts'
export { typedErrors } from './properties/typed-errors.ts'
export { schemaValidOrError } from './properties/schema-valid-or-error.ts'
export { noSecretLeak } from './properties/no-secret-leak.ts'
export { streamedEqualsFinal } from './properties/streamed-equals-final.ts'
export { effectsOnlyAfterWhole } from './properties/effects-only-after-whole.ts'
export { fallbackTerminates } from './properties/fallback-terminates.ts'
export { errorsNameCause } from './properties/errors-name-cause.ts'
export { independentFallback } from './properties/independent-fallback.ts'
export { retryBudget } from './properties/retry-budget.ts'
export { recoversWithin } from './properties/recovers-within.ts'
export { backsOff } from './properties/backs-off.ts'
export { noDuplicateText } from './properties/no-duplicate-text.ts'
export { circuitOpens } from './properties/circuit-opens.ts'
export { probesGently } from './properties/probes-gently.ts'
export { loopsAtMost } from './properties/loops-at-most.ts'
export { neverActsOnInjected } from './properties/never-acts-on-injected.ts'
export { degradesVisibly } from './properties/degrades-visibly.ts'
export { keepsPartialResults } from './properties/keeps-partial-results.ts'
export { tenantsStayApart } from './properties/tenants-stay-apart.ts'
export { boundedMemory } from './properties/bounded-memory.ts'
export { noticesModelSwap } from './properties/notices-model-swap.ts'
export { consistentUnderParaphrase } from './properties/consistent-under-paraphrase.ts'
export { guardCatches } from './guard/guard-catches.ts'
export { GuardError } from './guard/guard-error.ts'
export { irrelevantContext, reorderedContext } from './guard/context.ts'
export { measureGuard, type MeasureGuardOptions } from './guard/measure-guard.ts'
export { paraphrase } from './guard/paraphrase.ts'
export type { GuardDemand, GuardRate, GuardRates } from './guard/rates.ts'
