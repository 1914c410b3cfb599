import type { z } from 'zod'
import { firstIssue, placeOf, valueAt, type Issue, type Problem } from '../../kit.ts'

const reference = 'For proper usage, please refer to https://docs.cohere.com/reference/chat'

/** The types, by the API's names. */
const types: Readonly<Record<string, string>> = { record: 'object', int: 'integer', number: 'number' }

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
}

/** A 400 in the API's wording. */
export function invalid(message: string): Problem {
  return { kind: 'bad-request', message: `invalid request: ${message}` }
}

/** Rejects a parameter that would change the answer and is not emulated, so that an app does not get an answer without its effect. */
export function refused(parameter: string): Problem {
  return {
    kind: 'bad-request',
    message: `brownout does not emulate '${parameter}'. Answer this call yourself with answers.from(...), and leave it out in the test.`,
    parameter,
  }
}

/** The intended branch of a union: the first with a violation deeper inside. */
function likeliest(branches: readonly (readonly Issue[])[]): Issue {
  const meant = branches.find(([first]) => first !== undefined && (first.path.length > 0 || first.code === 'unrecognized_keys'))
  return (meant ?? branches[0]!)[0]!
}

/**
 * The API's error for the first schema violation: documented errors, and errors quoted by users, such as
 * github.com/agno-agi/agno/issues/3503 (an unknown field, which is a 422).
 * @see https://docs.cohere.com/reference/errors
 */
export function problemOf(error: z.ZodError, body: unknown): Problem {
  const { issue, path } = firstIssue(error, likeliest)
  const at = placeOf(path)
  const value = valueAt(path, body)
  if (issue.code === 'unrecognized_keys') {
    return { kind: 'unprocessable', message: `unknown field: parameter '${issue.keys[0]!}' is not a valid field. ${reference}` }
  }
  if (value === undefined) {
    return at === 'model'
      ? { kind: 'bad-request', message: 'a model parameter is required for this endpoint.' }
      : invalid(`${at} is required. ${reference}`)
  }
  switch (issue.code) {
    case 'invalid_union':
      return invalid(`${at} has an invalid value '${String(value)}'. ${reference}`)
    case 'invalid_value':
      return invalid(`${at} must be one of ${issue.values.map((choice) => `'${String(choice)}'`).join(', ')}.`)
    case 'invalid_type': {
      const expected = types[issue.expected] ?? issue.expected
      return {
        kind: 'bad-request',
        message: `invalid type: parameter ${at} is of type ${typeOf(value)} but should be of type ${expected}. ${reference}`,
      }
    }
    case 'too_small':
      return invalid(issue.origin === 'array' ? `${at} must not be empty` : `${at} must be greater than or equal to ${issue.minimum}.`)
    case 'too_big':
      return invalid(
        issue.origin === 'array'
          ? `${at} must have at most ${issue.maximum} items`
          : `${at} must be less than or equal to ${issue.maximum}.`,
      )
    default:
      return invalid(`${at} is invalid. ${reference}`)
  }
}
