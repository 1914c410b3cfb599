import { jsonObjectOf, type Endpoint, type Exchange, type Problem, type WireRequest } from '../../kit.ts'
import { errorOf, statusOf } from './problem.ts'

type Names = readonly string[]

/** An app's options for the routing (@ai-sdk/gateway, src/gateway-provider-options.ts). */
interface RoutingOptions {
  /** The models to fall back to. */
  readonly models: Names
  /** The providers to try first. */
  readonly order: Names
  /** The only providers to try. Empty: any */
  readonly only: Names
}

function optionsOf({ text }: WireRequest): RoutingOptions {
  const { gateway } = ((text.includes('"gateway"') ? jsonObjectOf(text)?.['providerOptions'] : undefined) ?? {}) as {
    gateway?: Readonly<Partial<Record<keyof RoutingOptions, unknown>>> | null
  }
  return { models: namesIn(gateway?.models), order: namesIn(gateway?.order), only: namesIn(gateway?.only) }
}

function namesIn(value: unknown): Names {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : []
}

/** The providers to try for a model: those named by the app, and the model's author. */
function providersOf(model: string, { order, only }: RoutingOptions): Names {
  const [author = model] = model.split('/', 1)
  const all = [...new Set([...order, ...(only.length === 0 ? [author] : only)])]
  return only.length === 0 ? all : all.filter((name) => only.includes(name))
}

/**
 * Wraps an endpoint so that a request falls back to the next model after any error
 * (https://vercel.com/docs/ai-gateway/models-and-providers/model-fallbacks).
 */
export function routed(endpoint: Endpoint): Endpoint {
  return { ...endpoint, fallbackModels: (request) => optionsOf(request).models }
}

/** The attempts for one model, at each of its providers. */
interface ModelAttempt {
  readonly model: string
  readonly status: number
  readonly error?: string
  /** In ms since 1970. */
  readonly startTime: number
  readonly endTime: number
}

/**
 * The gateway's report of its routing: which models and providers it tried, and the results. The format is from
 * https://vercel.com/docs/ai-gateway/sdks-and-apis/typesafe and from error bodies quoted by users.
 * @param failure why the last model failed. Default: it answered
 */
export function routingOf(exchange: Exchange, failure?: Problem): Readonly<Record<string, unknown>> {
  const { call, request } = exchange
  const options = optionsOf(request)
  const attempts = attemptsOf(exchange, failure)
  const [provider = call.model, ...others] = providersOf(call.model, options)
  const told = attempts.map((attempt) => toldOf(attempt, providersOf(attempt.model, options)))
  return {
    originalModelId: attempts[0]!.model,
    resolvedProvider: provider,
    fallbacksAvailable: others,
    canonicalSlug: call.model,
    ...(failure === undefined ? { finalProvider: provider } : {}),
    modelAttemptCount: attempts.length,
    modelAttempts: told,
    totalProviderAttemptCount: told.reduce((sum, { providerAttemptCount }) => sum + providerAttemptCount, 0),
  }
}

function attemptsOf(exchange: Exchange, failure: Problem | undefined): readonly ModelAttempt[] {
  const { call, date, failedModels = [] } = exchange
  let startTime = date
  const failed = failedModels.map(({ call: tried, problem, status, took }) => {
    const times = { startTime, endTime: startTime + took }
    startTime = times.endTime
    return { model: tried.model, status, error: errorOf(problem, { ...exchange, call: tried }).message, ...times }
  })
  const outcome = failure === undefined ? { status: 200 } : { status: statusOf(failure), error: errorOf(failure, exchange).message }
  return [...failed, { model: call.model, ...outcome, startTime, endTime: startTime }]
}

/** The attempts for one model, in the gateway's report. */
interface ToldAttempt {
  readonly canonicalSlug: string
  readonly success: boolean
  readonly providerAttemptCount: number
  readonly providerAttempts: readonly unknown[]
}

function toldOf({ model, status, error, startTime, endTime }: ModelAttempt, providers: Names): ToldAttempt {
  const isAnswer = error === undefined
  // Each provider fails like the model. The first one that answers is the last.
  const tried = isAnswer ? providers.slice(0, 1) : providers
  return {
    canonicalSlug: model,
    success: isAnswer,
    providerAttemptCount: tried.length,
    providerAttempts: tried.map((provider) => ({
      provider,
      credentialType: 'system',
      success: isAnswer,
      ...(isAnswer ? {} : { error }),
      startTime: Math.floor(startTime),
      endTime: Math.floor(endTime),
      statusCode: status,
    })),
  }
}
