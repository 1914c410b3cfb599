import type { FaultDefinition, FaultFactory } from '../src/kit.ts'
import { aliasMoved } from './alias-moved.ts'
import { alienError } from './alien-error.ts'
import { alienTokens } from './alien-tokens.ts'
import { answerVaries } from './answer-varies.ts'
import { authenticationFailed } from './authentication-failed.ts'
import { badRequest } from './bad-request.ts'
import { badToolArguments } from './bad-tool-arguments.ts'
import { bodyTimeout } from './body-timeout.ts'
import { brokenCallId } from './broken-call-id.ts'
import { byteOrderMark } from './byte-order-mark.ts'
import { brokenVector } from './broken-vector.ts'
import { missingVectors } from './missing-vectors.ts'
import { wrongDimensions } from './wrong-dimensions.ts'
import { cacheMiss } from './cache-miss.ts'
import { carriageReturns } from './carriage-returns.ts'
import { coalescedBytes } from './coalesced-bytes.ts'
import { coldStart } from './cold-start.ts'
import { commentsOnly } from './comments-only.ts'
import { confidentlyWrong } from './confidently-wrong.ts'
import { conflict } from './conflict.ts'
import { connectTimeout } from './connect-timeout.ts'
import { connectionRefused } from './connection-refused.ts'
import { connectionReset } from './connection-reset.ts'
import { neverResponds } from './never-responds.ts'
import { contentFilter } from './content-filter.ts'
import { contextCollapse } from './context-collapse.ts'
import { contextLengthExceeded } from './context-length-exceeded.ts'
import { correlatedFailure } from './correlated-failure.ts'
import { corruptGzip } from './corrupt-gzip.ts'
import { cutAtMaxTokens } from './cut-at-max-tokens.ts'
import { droppedEvent } from './dropped-event.ts'
import { droppedInstructions } from './dropped-instructions.ts'
import { droppedTool } from './dropped-tool.ts'
import { duplicatedEvent } from './duplicated-event.ts'
import { emptyBody } from './empty-body.ts'
import { emptyReply } from './empty-reply.ts'
import { endlessToolLoop } from './endless-tool-loop.ts'
import { eventAfterTerminal } from './event-after-terminal.ts'
import { fabricatedPackage } from './fabricated-package.ts'
import { flapping } from './flapping.ts'
import { forbiddenParallelCalls } from './forbidden-parallel-calls.ts'
import { foreignReply } from './foreign-reply.ts'
import { giantEvent } from './giant-event.ts'
import { gradualDrift } from './gradual-drift.ts'
import { gradualSlowdown } from './gradual-slowdown.ts'
import { headersTimeout } from './headers-timeout.ts'
import { heavyTailLatency } from './heavy-tail-latency.ts'
import { htmlError } from './html-error.ts'
import { injectionObeyed } from './injection-obeyed.ts'
import { invalidStructuredOutput } from './invalid-structured-output.ts'
import { invalidUtf8 } from './invalid-utf8.ts'
import { lazyReply } from './lazy-reply.ts'
import { leakedInstructions } from './leaked-instructions.ts'
import { loadLatency } from './load-latency.ts'
import { lostInTheMiddle } from './lost-in-the-middle.ts'
import { malformedEvent } from './malformed-event.ts'
import { midStreamError } from './mid-stream-error.ts'
import { misleadingRetryAfter } from './misleading-retry-after.ts'
import { missingTerminalMarker } from './missing-terminal-marker.ts'
import { modelNotFound } from './model-not-found.ts'
import { nameNotFound } from './name-not-found.ts'
import { outage } from './outage.ts'
import { overRefusal } from './over-refusal.ts'
import { overloaded } from './overloaded.ts'
import { partialOutage } from './partial-outage.ts'
import { paymentRequired } from './payment-required.ts'
import { permissionDenied } from './permission-denied.ts'
import { priceClassChanged } from './price-class-changed.ts'
import { quantisedHost } from './quantised-host.ts'
import { quotaExhausted } from './quota-exhausted.ts'
import { rateLimited } from './rate-limited.ts'
import { reasoningEatsBudget } from './reasoning-eats-budget.ts'
import { refusal } from './refusal.ts'
import { reorderedEvents } from './reordered-events.ts'
import { repeatedLoop } from './repeated-loop.ts'
import { repeatedToolCall } from './repeated-tool-call.ts'
import { requestTimeout408 } from './request-timeout-408.ts'
import { requestTooLarge } from './request-too-large.ts'
import { retiredModel } from './retired-model.ts'
import { retryStorm } from './retry-storm.ts'
import { serverError } from './server-error.ts'
import { silentModelSwap } from './silent-model-swap.ts'
import { slowDrip } from './slow-drip.ts'
import { slowFirstToken } from './slow-first-token.ts'
import { splitBytes } from './split-bytes.ts'
import { staleAnswer } from './stale-answer.ts'
import { stalledStream } from './stalled-stream.ts'
import { sycophantic } from './sycophantic.ts'
import { tlsFailure } from './tls-failure.ts'
import { tooManyStreams } from './too-many-streams.ts'
import { toolCallSkipped } from './tool-call-skipped.ts'
import { toolResultIgnored } from './tool-result-ignored.ts'
import { truncatedInput } from './truncated-input.ts'
import { truncatedStream } from './truncated-stream.ts'
import { unknownEvent } from './unknown-event.ts'
import { unknownTool } from './unknown-tool.ts'
import { usageInflated } from './usage-inflated.ts'
import { usageMissing } from './usage-missing.ts'
import { usageZero } from './usage-zero.ts'
import { verboseReply } from './verbose-reply.ts'
import { wrongContentLength } from './wrong-content-length.ts'
import { wrongContentType } from './wrong-content-type.ts'
import { wrongLanguage } from './wrong-language.ts'

/** Faults that are of one kind, under a heading. */
export interface Family {
  readonly title: string
  readonly faults: readonly FaultDefinition[]
}

function family(title: string, ...factories: readonly FaultFactory<never>[]): Family {
  return { title, faults: factories.map(({ fault }) => fault) }
}

/** Every fault there is, by what it is about. */
export const families: readonly Family[] = [
  family(
    'The connection',
    connectionReset,
    connectionRefused,
    nameNotFound,
    tlsFailure,
    connectTimeout,
    neverResponds,
    headersTimeout,
    bodyTimeout,
    emptyBody,
    wrongContentType,
    wrongContentLength,
    corruptGzip,
    htmlError,
  ),
  family(
    'Errors by HTTP',
    badRequest,
    contextLengthExceeded,
    authenticationFailed,
    paymentRequired,
    permissionDenied,
    modelNotFound,
    requestTimeout408,
    conflict,
    requestTooLarge,
    rateLimited,
    tooManyStreams,
    misleadingRetryAfter,
    quotaExhausted,
    serverError,
    overloaded,
    alienError,
  ),
  family('Time', slowFirstToken, slowDrip, heavyTailLatency, stalledStream, coldStart, loadLatency, gradualSlowdown),
  family(
    'The stream',
    truncatedStream,
    midStreamError,
    missingTerminalMarker,
    malformedEvent,
    duplicatedEvent,
    reorderedEvents,
    droppedEvent,
    eventAfterTerminal,
    unknownEvent,
    commentsOnly,
    giantEvent,
    byteOrderMark,
    carriageReturns,
    invalidUtf8,
    splitBytes,
    coalescedBytes,
  ),
  family(
    'What the model says',
    confidentlyWrong,
    staleAnswer,
    foreignReply,
    refusal,
    overRefusal,
    emptyReply,
    repeatedLoop,
    wrongLanguage,
    alienTokens,
    cutAtMaxTokens,
    contentFilter,
    verboseReply,
    lazyReply,
    sycophantic,
    leakedInstructions,
    injectionObeyed,
    fabricatedPackage,
  ),
  family(
    'Structured output and tools',
    invalidStructuredOutput,
    unknownTool,
    badToolArguments,
    brokenCallId,
    repeatedToolCall,
    forbiddenParallelCalls,
    toolCallSkipped,
    endlessToolLoop,
    toolResultIgnored,
  ),
  family('Which model answers', silentModelSwap, gradualDrift, retiredModel, aliasMoved, answerVaries, quantisedHost),
  family('What the model takes in', contextCollapse, lostInTheMiddle, droppedInstructions, droppedTool, truncatedInput),
  family('Embeddings', wrongDimensions, brokenVector, missingVectors),
  family('What it costs', usageMissing, usageZero, usageInflated, reasoningEatsBudget, priceClassChanged, cacheMiss),
  family('Several at once', outage, flapping, partialOutage, correlatedFailure, retryStorm),
]

/** Every fault there is: what plans, incidents and the command line can name. */
export const catalogue: readonly FaultDefinition[] = families.flatMap(({ faults }) => faults)
