export { certificateCodes, systemCodes } from './engine/base/connection.ts'
export { type Duration, duration, formatDuration, milliseconds } from './engine/base/duration.ts'
export { BrownoutError } from './engine/base/errors.ts'
export { canonicalJson, digest } from './engine/base/hash.ts'
export { suggestion } from './engine/base/nearest.ts'
export type { Random } from './engine/base/random.ts'
export { endAfterDeltas, insertAfterDeltas, insertBeforeStart, pinging, spaced, waitOf } from './engine/kit/beats.ts'
export { type BrokenJsonKind, breakJson, invalidKinds, unparseableKinds } from './engine/kit/broken-json.ts'
export { conversationOf, questionOf, textOf } from './engine/kit/conversation.ts'
export { falsify, strategyNames } from './engine/kit/falsehood/index.ts'
export { falsifyJson } from './engine/kit/falsehood/json.ts'
export {
  appendFrames,
  carriesContent,
  changeBytes,
  changeDelta,
  inPieces,
  isEventStream,
  isLineStream,
  joined,
  replaceAfterDeltas,
  replaceBody,
  swapDeltas,
  withoutTerminal,
} from './engine/kit/frames.ts'
export { withoutEndOfText, withoutMiddle, withoutMiddleOfText } from './engine/kit/perception.ts'
export { usualLimits } from './engine/kit/problem.ts'
export { changingProse, sentencesOf } from './engine/kit/prose.ts'
export { billed, saying, textOfParts, withParts } from './engine/kit/reply.ts'
export { violationOf } from './engine/kit/schema/violation.ts'
export { inAnotherStyle } from './engine/kit/style.ts'
export { TokenBucket } from './engine/kit/token-bucket.ts'
export { countTokens, deltasOf } from './engine/kit/tokens.ts'
export { inSpace, jsonOfVector, numbersOf, unitVector } from './engine/kit/vector.ts'
export type { Beat, OpenPart } from './engine/model/beat.ts'
export type { Ask, Call, JsonSchema, Message, MessagePart, OutputFormat, Tool, ToolChoice } from './engine/model/call.ts'
export type { FaultContext, FaultDefinition } from './engine/model/fault.ts'
export {
  type FaultTraits,
  type Family,
  type Frequency,
  type Need,
  type Persistence,
  type Symptom,
  families,
  frequencies,
  needs,
  persistences,
  symptoms,
} from './engine/model/fault-traits.ts'
export type { Chunk, ChunkItem, Frame, FrameItem, FrameRole } from './engine/model/frame.ts'
export type { Journal, JournalCall } from './engine/model/journal.ts'
export type { Problem, ProblemKind, RateLimit } from './engine/model/problem.ts'
export type { Decoded, Endpoint, Exchange, Provider, WireRequest } from './engine/model/provider.ts'
export type { FinishReason, Reply, ReplyPart, SpokenPart, Usage } from './engine/model/reply.ts'
export { type FaultFactory, defineFault } from './engine/plan/define-fault.ts'
export { type RecipeFactory, defineRecipe } from './engine/plan/recipe.ts'
export { hasFailed, isAnswer, isOpenAt, isWhole } from './property/verdict/calls.ts'
export { type Property, defineProperty } from './property/verdict/define-property.ts'
export { errorText, tellsOfRetry } from './property/verdict/error-text.ts'
export type { Evidence } from './property/verdict/evidence.ts'
export { type OpenSpan, openSpans } from './property/verdict/open-circuits.ts'
export type { Effect, Observation, Outcome, Settlement, Shown, TaskMark, TaskOutcome, ToolUse } from './property/verdict/outcome.ts'
export { visibleText } from './property/verdict/shown.ts'
export { type TaskEvidence, areApart, areToldApart, judgeEach, mixed, tasksOf, toldTogether } from './property/verdict/tasks.ts'
export { toolCallsIn } from './property/verdict/tool-calls.ts'
export { saysPartial, textOfValue, textsIn, textsWithin } from './property/verdict/values.ts'
export { type Verdict, held, inconclusive, violated } from './property/verdict/verdict.ts'
export { operationOn } from './providers/dialect/asking.ts'
export {
  defineProvider,
  emulate,
  type LazyEndpoints,
  type ProviderDefinition,
  type ProviderOptions,
} from './providers/dialect/define-provider.ts'
export { type GatheredReply, type StreamEncoder, type Writer, type WrittenProblem, encode } from './providers/dialect/encoding.ts'
export { retryHeaders } from './providers/dialect/retry-after.ts'
export { toolInput } from './providers/dialect/tool-input.ts'
export { unstreamed } from './providers/dialect/unstreamed.ts'
export { uuidFrom } from './providers/dialect/uuid.ts'
export { elementOfArray } from './providers/framing/json-array.ts'
export { jsonLine, jsonLines } from './providers/framing/ndjson.ts'
export { serverSentEvent } from './providers/framing/sse.ts'
export { jsonTemplate } from './providers/framing/template.ts'
export { encodeText } from './providers/framing/text.ts'
