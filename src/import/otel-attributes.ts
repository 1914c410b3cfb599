import { z } from 'zod'
import { providerNamed, providerOfModel } from './provider-name.ts'

/** A value of an attribute. */
export const valueSchema = z.looseObject({
  stringValue: z.string().optional(),
  /** 64 bits, which OTLP writes as text. */
  intValue: z.union([z.string(), z.number()]).optional(),
  doubleValue: z.number().optional(),
  boolValue: z.boolean().optional(),
  arrayValue: z.object({ values: z.array(z.looseObject({ stringValue: z.string().optional() })).default([]) }).optional(),
})

type Value = z.output<typeof valueSchema>

/** The attributes of a span or an event, by name. */
export type Attributes = ReadonlyMap<string, Value>

export function mapOf(attributes: readonly { readonly key: string; readonly value: Value }[] = []): Attributes {
  return new Map(attributes.map(({ key, value }) => [key, value]))
}

/** Returns the text of the first existing attribute. */
export function wordOf(attributes: Attributes, ...keys: readonly string[]): string | undefined {
  return keys.map((key) => attributes.get(key)?.stringValue).find((word) => word !== undefined)
}

export function wordsOf(attributes: Attributes, key: string): string[] {
  return attributes.get(key)?.arrayValue?.values.flatMap(({ stringValue }) => stringValue ?? []) ?? []
}

export function numberOf(attributes: Attributes, key: string): number | undefined {
  const value = attributes.get(key)
  return value?.doubleValue ?? (value?.intValue === undefined ? undefined : Number(value.intValue))
}

// The following functions read the attribute names of OpenTelemetry's conventions, old and new, and those of OpenInference (`llm.`),
// OpenLLMetry (`llm.request.`, `traceloop.`) and the AI SDK (`ai.`).

/** Operations that are model calls; agents and tools have spans around and between these. */
const operations: ReadonlySet<string> = new Set(['chat', 'generate_content', 'text_completion'])

/** Returns the kind of a span that is not a model call; `undefined` if it is one. */
export function otherThanCall(attributes: Attributes): string | undefined {
  const sdkOperation = wordOf(attributes, 'ai.operationId')
  // The AI SDK puts a span around each call and its retries.
  if (sdkOperation !== undefined) return /\.do(?:Generate|Stream)$/.test(sdkOperation) ? undefined : `a span of ${sdkOperation}`
  const kind = wordOf(attributes, 'openinference.span.kind')
  if (kind !== undefined) return kind.toUpperCase() === 'LLM' ? undefined : `a span of ${kind}`
  const operation = wordOf(attributes, 'gen_ai.operation.name')
  if (operation !== undefined) return operations.has(operation) ? undefined : `a span of ${operation}`
  const type = wordOf(attributes, 'llm.request.type')
  if (type !== undefined) return /^(?:chat|completion)$/.test(type) ? undefined : `a span of ${type}`
  return wordOf(attributes, 'gen_ai.provider.name', 'gen_ai.system') === undefined ? 'a span of something else' : undefined
}

/** Returns brownout's name of the provider. */
export function providerIn(attributes: Attributes): string | undefined {
  const own = wordOf(attributes, 'brownout.provider')
  if (own !== undefined) return own
  const named = wordOf(attributes, 'gen_ai.provider.name', 'gen_ai.system', 'llm.provider', 'llm.system', 'ai.model.provider')
  if (named !== undefined) return providerNamed(named)
  const model = modelIn(attributes)
  return model === undefined ? undefined : providerOfModel(model)
}

export function modelIn(attributes: Attributes): string | undefined {
  return wordOf(attributes, 'gen_ai.request.model', 'llm.model_name', 'ai.model.id', 'llm.request.model', 'gen_ai.response.model')
}

export function isStreamIn(attributes: Attributes): boolean | undefined {
  if (wordOf(attributes, 'ai.operationId')?.endsWith('.doStream') === true) return true
  return attributes.get('gen_ai.request.stream')?.boolValue ?? attributes.get('llm.is_streaming')?.boolValue
}

/** Returns the time to the first chunk in ms. The conventions use seconds. */
export function firstChunkIn(attributes: Attributes): number | undefined {
  const seconds = numberOf(attributes, 'gen_ai.response.time_to_first_chunk') ?? numberOf(attributes, 'gen_ai.server.time_to_first_token')
  return seconds === undefined ? numberOf(attributes, 'ai.response.msToFirstChunk') : seconds * 1_000
}

const tokenNames: readonly (readonly string[])[] = [
  ['gen_ai.usage.input_tokens', 'gen_ai.usage.output_tokens'],
  ['gen_ai.usage.prompt_tokens', 'gen_ai.usage.completion_tokens'],
  ['llm.token_count.prompt', 'llm.token_count.completion'],
  ['ai.usage.promptTokens', 'ai.usage.completionTokens'],
  ['llm.usage.total_tokens'],
]

export function tokensIn(attributes: Attributes): number | undefined {
  const counts = tokenNames.map((names) => names.flatMap((name) => numberOf(attributes, name) ?? [])).find((found) => found.length > 0)
  return counts?.reduce((sum, count) => sum + count, 0)
}
