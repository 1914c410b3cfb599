/**
 * The version of OpenTelemetry's semantic conventions whose names are written: the last one that holds those for generative AI
 * before they moved to a repository of their own (https://github.com/open-telemetry/semantic-conventions-genai).
 */
export const conventions = '1.41.0'
export const schemaUrl = `https://opentelemetry.io/schemas/${conventions}`

/** What the conventions call the providers that brownout calls otherwise. */
const conventional: ReadonlyMap<string, string> = new Map([
  ['gemini', 'gcp.gemini'],
  ['azure', 'azure.ai.openai'],
  ['bedrock', 'aws.bedrock'],
  ['mistral', 'mistral_ai'],
])

const own: ReadonlyMap<string, string> = new Map([...conventional].map(([name, other]) => [other, name]))

/** A provider by the conventions' name. */
export function conventionalName(provider: string): string {
  return conventional.get(provider) ?? provider
}

/** A provider by brownout's name. */
export function ownName(provider: string): string {
  return own.get(provider) ?? provider
}

/** The event that tells of one try, within the span of a question and all its tries. */
export const attemptEvent = 'brownout.attempt'
