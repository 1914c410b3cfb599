import { facts, type ProviderFacts } from '../providers/facts.ts'

/**
 * The version of OpenTelemetry's semantic conventions whose names are written: the last one with those for generative AI before they moved
 * to their own repository (https://github.com/open-telemetry/semantic-conventions-genai).
 */
export const conventions = '1.41.0'
export const schemaUrl = `https://opentelemetry.io/schemas/${conventions}`

/** The providers that have another name in the conventions. */
const conventional: ReadonlyMap<string, string> = new Map(
  Object.entries(facts as Readonly<Record<string, ProviderFacts>>).flatMap(([name, { openTelemetryName }]) =>
    openTelemetryName === undefined ? [] : [[name, openTelemetryName]],
  ),
)

const own: ReadonlyMap<string, string> = new Map([...conventional].map(([name, other]) => [other, name]))

/** Returns the conventions' name of a provider. */
export function conventionalName(provider: string): string {
  return conventional.get(provider) ?? provider
}

/** Returns brownout's name of a provider. */
export function ownName(provider: string): string {
  return own.get(provider) ?? provider
}

/** The event for one attempt, within the span of a request and all its attempts. */
export const attemptEvent = 'brownout.attempt'
