import type { z } from 'zod'
import { valueAt, type Issue, type Path } from '../../../kit.ts'

const kinds: Readonly<Record<string, string>> = {
  string: 'String',
  number: 'Number',
  int: 'Integer',
  boolean: 'Boolean',
  array: 'JSONArray',
  object: 'JSONObject',
}

function kindOf(value: unknown): string {
  if (value === null) return 'Null'
  if (Array.isArray(value)) return 'JSONArray'
  return Number.isInteger(value) ? 'Integer' : (kinds[typeof value] ?? 'JSONObject')
}

/** Bedrock's error for a body that does not match a model's own schema, as seen in langchain-ai/langchain#2828. */
export function malformedWording(error: z.ZodError, body: unknown): string {
  return `Malformed input request: ${reasonOf(error.issues[0]!, body)}, please reformat your input and try again.`
}

function reasonOf(issue: Issue, body: unknown): string {
  const value = valueAt(issue.path, body)
  if (issue.code === 'unrecognized_keys') return `${pointer(issue.path)}: extraneous key [${issue.keys[0]!}] is not permitted`
  if (value === undefined && issue.path.length > 0)
    return `${pointer(issue.path.slice(0, -1))}: required key [${String(issue.path.at(-1))}] not found`
  const at = pointer(issue.path)
  switch (issue.code) {
    case 'invalid_type':
      return `${at}: expected type: ${kinds[issue.expected] ?? issue.expected}, found: ${kindOf(value)}`
    case 'too_small':
      return `${at}: expected minimum ${measureOf(issue.origin)}: ${issue.minimum}, found: ${lengthOf(value)}`
    case 'too_big':
      return `${at}: expected maximum ${measureOf(issue.origin)}: ${issue.maximum}, found: ${lengthOf(value)}`
    default:
      return `${at}: ${JSON.stringify(value)} is not a valid enum value`
  }
}

function measureOf(origin: string): string {
  return origin === 'string' ? 'length' : 'item count'
}

function lengthOf(value: unknown): number {
  return (value as { readonly length?: number }).length ?? 0
}

function pointer(path: Path): string {
  return ['#', ...path.map(String)].join('/')
}
