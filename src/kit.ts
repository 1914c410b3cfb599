/**
 * The building blocks of faults, recipes, properties and providers. The built-in ones import only this from brownout.
 * @module
 */
import './engine/base/runtime.ts'

// Values of all kinds: durations, errors, seeded draws, hashes.
export { beginningOf } from './engine/base/characters.ts'
export { type Duration, duration, formatDuration, milliseconds } from './engine/base/duration.ts'
export { BrownoutError } from './engine/base/errors.ts'
export { canonicalJson, digest } from './engine/base/hash.ts'
export { suggestion } from './engine/base/nearest.ts'
export { ownEntry } from './engine/base/own-entry.ts'
export {
  type Expectation,
  type OptionTable,
  checkOptions,
  checkValue,
  durationText,
  functionLike,
  listLike,
  oneOf,
  text,
  wholeNumber,
  yesOrNo,
} from './engine/base/options.ts'
export type { Random } from './engine/base/random.ts'
export { RecentMap, RecentSet } from './engine/base/recent.ts'

// The types of requests, answers, and the steps in which an answer is delivered.
export type { Ask, Call, JsonSchema, Message, MessagePart, OutputFormat, Tool, ToolChoice } from './engine/model/call.ts'
export type { EndpointName, FlavorName, OrAnyText, ProviderName } from './engine/model/names.ts'
export type { FinishReason, ListedTool, Reply, ReplyPart, SpokenPart, ToolList, Usage } from './engine/model/reply.ts'
export type { OwnAnswer } from './engine/model/answer.ts'
export type { Batch, BatchResult } from './engine/model/batch.ts'
export type { AnsweredBatch, AnsweredRequest, RequestResponse } from './engine/model/answered-batch.ts'
export type { Beat, OpenPart } from './engine/model/beat.ts'
export type { Chunk, ChunkItem, Frame, FrameItem, FrameRole } from './engine/model/frame.ts'
export type { Problem, ProblemKind, RateLimit } from './engine/model/problem.ts'
export type { Journal, JournalCall } from './engine/model/journal.ts'

// Reading conversations, replies, schemas, tokens and vectors.
export { conversationOf, promptOf, textOf } from './engine/kit/conversation.ts'
export { calledTool, isOfTool, isOfToolServer, runsTool, withTool, withToolList } from './engine/kit/tool-server.ts'
export { changingJson, firstResult, resultLists, withResults } from './engine/kit/json-result.ts'
export { type JsonPath, type Leaf, leavesOf, replaced } from './engine/kit/json-value.ts'
export { promptHash } from './engine/kit/prompt-hash.ts'
export { textOfParts } from './engine/kit/reply.ts'
export { violationOf } from './engine/kit/schema/violation.ts'
export { countTokens, deltasOf, deltasOfPart } from './engine/kit/tokens.ts'
export { inSpace, jsonOfVector, numbersOf, unitVector } from './engine/kit/vector.ts'

// Faults and recipes: their definitions, and operators over beats, frames, texts, replies and time.
export { type FaultFactory, defineFault } from './engine/plan/define-fault.ts'
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
export { type RecipeFactory, defineRecipe } from './engine/plan/recipe.ts'
export { expressionSource, headerValue } from './engine/kit/checked-text.ts'
export { pinging, spaced, waitOf } from './engine/kit/beats.ts'
export { type Place, type Position, endAt, endAtByte, insertAt, insertAtByte, positionParameters } from './engine/kit/position.ts'
export {
  appendFrames,
  carriesContent,
  changeBytes,
  hasBody,
  hasTextBody,
  changeEvent,
  inPieces,
  isEventStream,
  isLineStream,
  joined,
  replaceAfterDeltas,
  replaceBody,
  swapDeltas,
  eventSooner,
  withoutTerminal,
} from './engine/kit/frames.ts'
export { certificateCodes, systemCodes } from './engine/base/connection.ts'
export { type BrokenJsonKind, breakJson, invalidKinds, unparseableKinds } from './engine/kit/broken-json.ts'
export { falsify, strategyNames } from './engine/kit/falsehood/index.ts'
export { falsifyJson } from './engine/kit/falsehood/json.ts'
export { withoutEndOfText, withoutMiddle, withoutMiddleOfText } from './engine/kit/perception.ts'
export { kindOfStatus, defaultLimits } from './engine/kit/problem.ts'
export { changingProse } from './engine/kit/prose.ts'
export { sentencesOf } from './engine/kit/sentences.ts'
export { billed, saying, withParts } from './engine/kit/reply.ts'
export { inAnotherStyle } from './engine/kit/style.ts'
export { TokenBucket } from './engine/kit/token-bucket.ts'

// Properties: their definition, verdicts, and the observed outputs, effects and calls of an app.
export { type Property, defineProperty } from './property/verdict/define-property.ts'
export { type Verdict, held, inconclusive, remark, violated, worstOf } from './property/verdict/verdict.ts'
export type { Evidence } from './property/verdict/evidence.ts'
export type {
  Effect,
  EffectDetails,
  Observation,
  Outcome,
  Settlement,
  Shown,
  TaskMark,
  TaskOutcome,
  ToolUse,
} from './property/verdict/outcome.ts'
export { saysDoubtful } from './property/verdict/doubt.ts'
export { type Falsehood, falsehoodsOf } from './property/verdict/falsehoods.ts'
export { type Given, givenBy, statesLie, statesTruth } from './property/verdict/states.ts'
export {
  endedBefore,
  hasFailed,
  isAnswer,
  isEndedByRuntime,
  isFailedTool,
  isListening,
  isOpenAt,
  isWhole,
  numberOf,
} from './property/verdict/calls.ts'
export { errorText, tellsOfRetry } from './property/verdict/error-text.ts'
export { saysFailed } from './property/verdict/failure-words.ts'
export { type OpenSpan, openSpans } from './property/verdict/open-circuits.ts'
export { type Retry, retriesIn } from './property/verdict/retries.ts'
export { visibleText } from './property/verdict/shown.ts'
export { type TaskEvidence, areApart, areToldApart, judgeEach, mixed, tasksOf, toldTogether } from './property/verdict/tasks.ts'
export { type ToolRun, toolCallsIn, toolRunsIn } from './property/verdict/tool-calls.ts'
export { saysPartial, unmarkedParts } from './property/verdict/marks.ts'
export { textOfValue, textsIn, textsWithin } from './property/verdict/values.ts'

// Providers: a provider is a name, base URLs and endpoints; an endpoint decodes requests and writes replies.
export {
  type LazyEndpoints,
  type ProviderDefinition,
  type ProviderOptions,
  defineProvider,
  emulate,
  providerOptions,
} from './providers/dialect/define-provider.ts'
export { type EndpointDefinition, type PlainWriter, defineEndpoint } from './providers/dialect/define-endpoint.ts'
export {
  type MessageWriter,
  type Opening,
  type SocketEndpointDefinition,
  defineSocketEndpoint,
} from './providers/dialect/define-socket-endpoint.ts'
export type {
  BatchRequest,
  Decoded,
  Endpoint,
  Exchange,
  OwnAnswerContext,
  ProcessCommand,
  Provider,
  ProviderStore,
  ReceivedMessage,
} from './engine/model/provider.ts'
export type { Connection, WireRequest } from './engine/model/wire-request.ts'
export type {
  ClientMessage,
  EndOfServer,
  OpenServer,
  ServerEvents,
  ServerLink,
  ServerPlace,
  ServerReply,
} from './engine/model/server-link.ts'

// Decoding a request: its JSON, its schema, the provider's wording for errors, and the result.
export {
  type BodyDecoding,
  type Outline,
  type ReadJson,
  type RequestDecoding,
  badRequest,
  decodeBody,
  decodeRequest,
  jsonReader,
  outlineOf,
} from './providers/dialect/decode-request.ts'
export { type Issue, type Path, alternatives, firstIssue, isTooBigToCount, placeOf, valueAt } from './providers/dialect/issue.ts'
export { freeTextTool, outputTitled, toolOf } from './providers/dialect/declared.ts'
export { contextWindowOf, overlong } from './providers/dialect/context-window.ts'
export { tooDeepAt } from './providers/dialect/nesting.ts'
export { decodedPath } from './providers/dialect/decoded-path.ts'
export { notEmulatedText } from './providers/dialect/not-emulated.ts'
export { knownModel, modelsReadOn, type KnownModel } from './providers/dialect/models.ts'
export { contentParts, textPart, turnOf, wordsOf } from './providers/dialect/message-parts.ts'
export { mostDimensions, operationOn } from './providers/dialect/operation.ts'
export { decodeModels, lastSegment, titleOf } from './providers/dialect/model-list.ts'

// Reading responses, so that faults can act on those of a real provider.
export type { Listener, Reading, Splitter, StreamFraming, WireEvent } from './engine/model/reading.ts'
export { splitterBy } from './engine/kit/splitter.ts'
export { type Unknown, addText, jsonStream, numberIn, objectIn, objectsIn, payloadIn, stringIn } from './providers/dialect/reading.ts'

// The state that a provider keeps between calls: stored responses, files, batches of requests.
export {
  type StorageApi,
  type StorageEndpoint,
  type StorageRequest,
  type StorageSubject,
  storageEndpoint,
} from './providers/dialect/storage-endpoint.ts'
export { replyInResults } from './providers/dialect/batch-reply.ts'
export { type BatchProgress, type RequestState, countRequests, requestStateAt, workEndsAt } from './providers/dialect/batch-progress.ts'

export { type MalformedSchema } from './providers/dialect/malformed-schema.ts'

// Writing a reply, in one body or as a stream of frames.
export {
  type EmptyWriter,
  type GatheredReply,
  type StreamEncoder,
  type Writer,
  type WrittenHead,
  type WrittenProblem,
} from './providers/dialect/encoding.ts'
export { commentFrame, doneFrame, jsonFrame, typedEvent } from './providers/dialect/frames.ts'
export { elementOfArray } from './providers/framing/json-array.ts'
export { jsonLine, jsonLines } from './providers/framing/ndjson.ts'
export { serverSentEvent, serverSentEventInCrlf } from './providers/framing/sse.ts'
export { jsonTemplate } from './providers/framing/template.ts'
export { encodeText } from './engine/base/utf8.ts'
export { LinearExpression } from './engine/base/linear-expression.ts'
export { valueInWords } from './engine/base/value-in-words.ts'
export { jsonObjectOf, toolInput } from './providers/dialect/tool-input.ts'
export { type FormField, readForm } from './providers/dialect/multipart.ts'
export { base64Of, floatBytes } from './providers/dialect/base64.ts'
export { uuidFrom } from './providers/dialect/uuid.ts'
export { processingTimeOf } from './providers/dialect/processing-time.ts'

// Writing an error: a table of wordings by kind, and the envelope around them.
export {
  type ProblemEnvelope,
  type ProblemTable,
  type ProblemWording,
  type WordedProblem,
  type Wordings,
  problemWriter,
  worded,
} from './providers/dialect/word-problem.ts'
export { retryHeaders } from './providers/dialect/retry-after.ts'
