import type { z } from 'zod'
import { valueAt, type Issue, type Path, type Problem } from '../../kit.ts'

/**
 * AWS's error for the first schema violation. Values of the wrong type are found when the
 * body is parsed. Violated constraints are found later, by another component, which counts list members from 1.
 */
export function problemOfForm(error: z.ZodError, body: unknown): Problem {
  const issue = error.issues[0]!
  const value = valueAt(issue.path, body)
  if (issue.code === 'invalid_type' && value !== undefined && value !== null)
    return { kind: 'bad-request', code: 'SerializationException', message: kindWording(issue.expected, value) }
  const at = location(issue.path)
  const shown = value === undefined || value === null ? 'Value null' : isBare(value) ? `Value '${String(value)}'` : 'Value'
  return {
    kind: 'bad-request',
    message: `1 validation error detected: ${shown} at '${at}' failed to satisfy constraint: ${constraintOf(issue)}`,
  }
}

function isBare(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

const kinds: Readonly<Record<string, string>> = { string: 'String', number: 'Float', int: 'Integer', boolean: 'Boolean' }

/** In the wording of AWS's JSON parser. */
function kindWording(expected: string, value: unknown): string {
  if (expected === 'array') return 'Expected list or null'
  if (Array.isArray(value)) return 'Start of list found where not expected'
  if (typeof value === 'object') return 'Start of structure or map found where not expected.'
  const kind =
    typeof value === 'boolean' ? `${String(value).toUpperCase()}_VALUE` : `${typeof value === 'string' ? 'STRING' : 'NUMBER'}_VALUE`
  const wanted = kinds[expected]
  return wanted === undefined ? 'Unexpected field type' : `${kind} cannot be converted to ${wanted}`
}

function constraintOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `Member must satisfy enum value set: [${issue.values.join(', ')}]`
    case 'invalid_format':
      return `Member must satisfy regular expression pattern: ${issue.pattern?.replace(/^\/\^?|\$?\/[a-z]*$/g, '') ?? issue.format}`
    case 'too_small':
      return `Member must have ${measureOf(issue.origin)} greater than or equal to ${issue.minimum}`
    case 'too_big':
      return `Member must have ${measureOf(issue.origin)} less than or equal to ${issue.maximum}`
    default:
      return 'Member must not be null'
  }
}

function measureOf(origin: string): 'length' | 'value' {
  return origin === 'string' || origin === 'array' ? 'length' : 'value'
}

function location(path: Path): string {
  return path.map((step) => (typeof step === 'number' ? `${step + 1}.member` : String(step))).join('.')
}
