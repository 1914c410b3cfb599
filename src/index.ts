export { answers, type Fact, type Said, type SaidToolCall } from './answers/index.ts'
export { brownout, type BrownoutOptions, type Chaos } from './brownout.ts'
export {
  canary,
  type CanaryAnswer,
  type CanaryBaseline,
  type CanaryFinding,
  type CanaryOptions,
  type CanaryPrompt,
  type CanaryReport,
  type Drift,
  type Expectation,
} from './canary/index.ts'
export type { Answer, AnswerContext, AnswerSource } from './engine/answer.ts'
export type { Beat, DeltaBeat, EndBeat, Ending, OpenPart, WaitBeat } from './engine/beat.ts'
export type { Ask, Call, JsonSchema, Message, MessagePart, Operation, OutputFormat, Tool, ToolChoice } from './engine/call.ts'
export { milliseconds, type Duration } from './engine/duration.ts'
export { BrownoutError, FaultBugError } from './engine/errors.ts'
export { defineFault, stages, type AnyFault, type Fault, type FaultContext, type FaultFactory, type Stage } from './engine/fault.ts'
export type { Chunk, ChunkItem, Frame, FrameItem, FrameRole, Head } from './engine/frame.ts'
export { readIncident, type Incident, type IncidentOptions, type ReadIncident } from './engine/incident.ts'
export { Injection, type InjectionData } from './engine/injection.ts'
export type { CallEnding, FrameRun, Journal, JournalCall, ReportedProblem, Strike, UnhandledRequest } from './engine/journal.ts'
export { readPlan, writePlan, type Plan } from './engine/plan.ts'
export type { Problem, ProblemKind, RateLimit, RetryAfterForm } from './engine/problem.ts'
export type { Decoded, Endpoint, Exchange, Provider, WireRequest } from './engine/provider.ts'
export type { Random } from './engine/random.ts'
export {
  defineRecipe,
  type BadDay,
  type Phase,
  type Recipe,
  type RecipeFact,
  type RecipeFactory,
  type RecipeOptions,
} from './engine/recipe.ts'
export type { DataPart, FinishReason, Pace, Reply, ReplyPart, SpokenPart, StatedFact, Usage } from './engine/reply.ts'
export type { RecordedAnswers } from './engine/recording.ts'
export type { ReplayReport, ScheduledCall, UnforeseenCall } from './engine/schedule.ts'
export type { Sticky, Trigger } from './engine/trigger.ts'
export { anthropic } from './providers/anthropic/index.ts'
export { azure } from './providers/azure/index.ts'
export { gemini } from './providers/gemini/index.ts'
export { bedrock } from './providers/bedrock/index.ts'
export { cohere } from './providers/cohere/index.ts'
export { mistral } from './providers/mistral/index.ts'
export { ollama } from './providers/ollama/index.ts'
export { openai, type OpenAIFlavour } from './providers/openai/index.ts'
export { openrouter } from './providers/openrouter/index.ts'
export { StuckError, virtualTime, type VirtualTime, type VirtualTimeOptions } from './time/index.ts'
