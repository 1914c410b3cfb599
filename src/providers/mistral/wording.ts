import type { z } from 'zod'
import { alternatives, firstIssue, valueAt, type Issue, type Problem } from '../../kit.ts'

const types: Readonly<Record<string, { readonly type: string; readonly message: string }>> = {
  string: { type: 'string_type', message: 'Input should be a valid string' },
  number: { type: 'float_type', message: 'Input should be a valid number' },
  int: { type: 'int_type', message: 'Input should be a valid integer' },
  boolean: { type: 'bool_type', message: 'Input should be a valid boolean' },
  array: { type: 'list_type', message: 'Input should be a valid list' },
  object: { type: 'dict_type', message: 'Input should be a valid dictionary' },
  record: { type: 'dict_type', message: 'Input should be a valid dictionary' },
}

function refuse(path: readonly PropertyKey[], type: string, message: string): Problem {
  return { kind: 'unprocessable', message, code: type, parameter: JSON.stringify(path) }
}

/** The intended branch of a union: the one with the deepest violation. */
function deepest(branches: readonly (readonly Issue[])[]): Issue {
  return branches.map((branch) => branch[0]!).toSorted((a, b) => b.path.length - a.path.length)[0]!
}

/**
 * The API's (pydantic's) error for the first schema violation. The parameter is its place, as a JSON list.
 * Wordings as quoted by users: nomtek/mistralai_client_dart#44, charmbracelet/crush#1590.
 */
export function problemOf(error: z.ZodError, body: unknown): Problem {
  const { issue, path } = firstIssue(error, deepest)
  if (issue.code === 'unrecognized_keys') return refuse([...path, issue.keys[0]!], 'extra_forbidden', 'Extra inputs are not permitted')
  if (valueAt(path, body) === undefined) return refuse(path, 'missing', 'Field required')
  switch (issue.code) {
    case 'invalid_union':
      return refuse(
        path,
        'union_tag_invalid',
        `Input tag should be ${alternatives((issue as { options?: readonly unknown[] }).options ?? [])}`,
      )
    case 'invalid_type': {
      const { type, message } = types[issue.expected] ?? types['object']!
      return refuse(path, type, message)
    }
    case 'invalid_value':
      return refuse(path, 'literal_error', `Input should be ${alternatives(issue.values)}`)
    case 'too_small':
      return issue.origin === 'array'
        ? refuse(path, 'too_short', `List should have at least ${issue.minimum} item after validation, not 0`)
        : refuse(path, 'greater_than_equal', `Input should be greater than or equal to ${issue.minimum}`)
    case 'too_big':
      return refuse(path, 'less_than_equal', `Input should be less than or equal to ${issue.maximum}`)
    default:
      return refuse(path, 'value_error', 'Value error')
  }
}
