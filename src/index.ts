import './engine/base/runtime.ts'
export { answers, type AnswerFact, type ScriptedAnswer, type ScriptedToolCall } from './answers/index.ts'
export { brownout } from './brownout.ts'
export type { BrownoutOptions, Chaos } from './chaos/chaos.ts'
export { defineConfig, type BrownoutConfig } from './config/config.ts'
export {
  driftCheck,
  type DriftAnswer,
  type DriftBaseline,
  type DriftFinding,
  type DriftCheckOptions,
  type DriftPrompt,
  type DriftReport,
  type Drift,
  type Expectation,
} from './drift/index.ts'
export type { Upstream } from './engine/model/upstream.ts'
export type { Answer, AnswerContext, AnswerSource } from './engine/model/answer.ts'
export type { Beat, DeltaBeat, EndBeat, Ending, OpenPart, WaitBeat } from './engine/model/beat.ts'
export type { Ask, Call, JsonSchema, Message, MessagePart, Operation, OutputFormat, Tool, ToolChoice } from './engine/model/call.ts'
export { milliseconds, type Duration } from './engine/base/duration.ts'
export { BrownoutError, FaultBugError } from './engine/base/errors.ts'
export { defineFault, type FaultFactory } from './engine/plan/define-fault.ts'
export { stages, type FaultDefinition, type Fault, type FaultContext, type KnownFault, type Stage } from './engine/model/fault.ts'
export type { FaultTraits, Family, Frequency, Need, Persistence, Symptom } from './engine/model/fault-traits.ts'
export type { Chunk, ChunkItem, Frame, FrameItem, FrameRole, Head } from './engine/model/frame.ts'
export { readIncident, type Incident, type ReadIncident } from './engine/plan/incident.ts'
export type { IncidentOptions } from './engine/run/write-incident.ts'
export { Injection, type InjectionData, type NamedTarget } from './engine/plan/injection.ts'
export type {
  CallEnding,
  FrameRun,
  Journal,
  JournalCall,
  ReportedProblem,
  FiredFault,
  TriedModel,
  UnhandledRequest,
} from './engine/model/journal.ts'
export { readPlan, writePlan, type Plan } from './engine/plan/plan.ts'
export type { EndpointName, FlavorName, OrAnyText, ProviderName } from './engine/model/names.ts'
export type { Problem, ProblemKind, RateLimit, RetryAfterForm } from './engine/model/problem.ts'
export type { Decoded, Endpoint, Exchange, Provider } from './engine/model/provider.ts'
export type { WireRequest } from './engine/model/wire-request.ts'
export type { Random } from './engine/base/random.ts'
export {
  defineRecipe,
  type RecipePlay,
  type Phase,
  type Recipe,
  type RecipeFact,
  type RecipeFactory,
  type RecipeOptions,
} from './engine/plan/recipe.ts'
export type { DataPart, FinishReason, Pace, Reply, ReplyPart, SpokenPart, StatedFact, Usage } from './engine/model/reply.ts'
export type { RecordedAnswers } from './engine/plan/recorded-answers.ts'
export type { ReplayReport, UnexpectedCall } from './engine/run/schedule.ts'
export type { Script, ScriptRun } from './engine/plan/script.ts'
export type { ScheduledCall } from './engine/plan/scheduled-call.ts'
export type { Trigger } from './engine/plan/trigger.ts'
export type { PromptTrigger as Asking } from './engine/plan/triggers/for-prompt.ts'
export type { Chance, Ramp, Sticky } from './engine/plan/triggers/rate.ts'
export type { Target } from './engine/plan/triggers/target.ts'
export type { Between, Wave } from './engine/plan/triggers/time.ts'
export { anthropic } from './providers/anthropic/index.ts'
export { type AzureOptions, azure } from './providers/azure/index.ts'
export { gemini } from './providers/gemini/index.ts'
export { bedrock } from './providers/bedrock/index.ts'
export { cohere } from './providers/cohere/index.ts'
export { mistral } from './providers/mistral/index.ts'
export { ollama } from './providers/ollama/index.ts'
export {
  openai,
  openaiLike,
  type ModelCatalogue,
  type OpenAIEndpointName,
  type OpenAIFlavor,
  type OpenAILike,
  type OpenAIOptions,
  type OpenAIQuirks,
  type OpenAIWordedError,
} from './providers/openai/index.ts'
export { openrouter } from './providers/openrouter/index.ts'
export { recorded } from './upstream/recorded.ts'
export { vercel } from './providers/vercel/index.ts'
export { StuckError, virtualTime, type VirtualTime, type VirtualTimeOptions } from './time/index.ts'
