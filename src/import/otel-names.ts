import { facts, type ProviderFacts } from '../providers/facts.ts'

/**
 * The version of OpenTelemetry's semantic conventions whose names are written: the last one that holds those for generative AI
 * before they moved to a repository of their own (https://github.com/open-telemetry/semantic-conventions-genai).
 */
export const conventions = '1.41.0'
export const schemaUrl = `https://opentelemetry.io/schemas/${conventions}`

/** What the conventions call the providers that have another name there. */
const conventional: ReadonlyMap<string, string> = new Map(
  Object.entries(facts as Readonly<Record<string, ProviderFacts>>).flatMap(([name, { openTelemetryName }]) =>
    openTelemetryName === undefined ? [] : [[name, openTelemetryName]],
  ),
)

const own: ReadonlyMap<string, string> = new Map([...conventional].map(([name, other]) => [other, name]))

/** A provider by the conventions' name. */
export function conventionalName(provider: string): string {
  return conventional.get(provider) ?? provider
}

/** A provider by brownout's name. */
export function ownName(provider: string): string {
  return own.get(provider) ?? provider
}

/** The event that reports one try, within the span of a question and all its tries. */
export const attemptEvent = 'brownout.attempt'
