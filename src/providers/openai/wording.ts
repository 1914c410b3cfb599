import type { z } from 'zod'
import { firstIssue, placeOf, valueAt, type Issue, type Problem } from '../../kit.ts'
import { integerExpected } from './integer.ts'

const kinds: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a decimal',
  int: 'an integer',
  boolean: 'a boolean',
  array: 'an array',
  object: 'an object',
  record: 'an object',
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a decimal'
  return kinds[typeof value] ?? 'an unknown value'
}

function listed(values: readonly unknown[]): string {
  const words = values.map((value) => `'${String(value)}'`)
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')}${words.length > 2 ? ',' : ''} and ${words.at(-1)}`
}

function refuse(message: string, parameter: string | undefined, code: string | undefined): Problem {
  return { kind: 'bad-request', message, ...(parameter === undefined ? {} : { parameter }), ...(code === undefined ? {} : { code }) }
}

/** A 400 in the API's wording, without a code. */
export function invalid(message: string, parameter?: string): Problem {
  return refuse(message, parameter, undefined)
}

/** An endpoint's error for an unknown parameter: Responses and Chat Completions differ. */
export type UnknownWording = (name: string) => Problem

/** The error of Responses and related endpoints. */
export function unknownParameter(name: string): Problem {
  return refuse(`Unknown parameter: '${name}'.`, name, 'unknown_parameter')
}

/** The intended branch of a union: the one whose tag matches, so that its violation is deeper inside. */
function likeliest(branches: readonly (readonly Issue[])[]): Issue | undefined {
  return branches.find((branch) => branch.every((issue) => issue.path.length > 0 && issue.path[0] !== 'type'))?.[0]
}

/**
 * The API's error for the first schema violation.
 * The wordings are quoted by users, such as
 * https://community.openai.com/t/invalid-type-for-messages-0-content/ and openai/openai-node#1022.
 */
export function problemOf(error: z.ZodError, body: unknown, unknownWording: UnknownWording): Problem {
  const { issue, path } = firstIssue(error, likeliest)
  const at = placeOf(path)
  const value = valueAt(path, body)
  if (issue.code === 'unrecognized_keys') return unknownWording(placeOf([...path, issue.keys[0]!]))
  if (value === undefined) return refuse(`Missing required parameter: '${at}'.`, at, 'missing_required_parameter')
  if (issue.message === integerExpected)
    return refuse(`Invalid type for '${at}': expected an integer, but got ${kindOf(value)} instead.`, at, 'invalid_type')
  switch (issue.code) {
    case 'invalid_union': {
      const options = (issue as { options?: readonly unknown[] }).options
      if (options !== undefined)
        return refuse(`Invalid value: '${String(value)}'. Supported values are: ${listed(options)}.`, at, 'invalid_value')
      const expected = issue.errors.flatMap((branch) =>
        branch.map((inner) => (inner.code === 'invalid_type' ? (kinds[inner.expected] ?? inner.expected) : '')),
      )
      return refuse(
        `Invalid type for '${at}': expected one of ${[...new Set(expected)].filter((kind) => kind !== '').join(' or ')}, but got ${kindOf(value)} instead.`,
        at,
        'invalid_type',
      )
    }
    case 'invalid_type':
      return refuse(
        `Invalid type for '${at}': expected ${kinds[issue.expected] ?? issue.expected}, but got ${kindOf(value)} instead.`,
        at,
        'invalid_type',
      )
    case 'invalid_value':
      return refuse(`Invalid value: '${String(value)}'. Supported values are: ${listed(issue.values)}.`, at, 'invalid_value')
    case 'too_small':
      if (issue.origin === 'array')
        return refuse(
          `Invalid '${at}': empty array. Expected an array with minimum length ${issue.minimum}, but got an empty array instead.`,
          at,
          'empty_array',
        )
      if (issue.origin === 'string')
        return refuse(
          `Invalid '${at}': empty string. Expected a string with minimum length ${issue.minimum}, but got an empty string instead.`,
          at,
          'empty_string',
        )
      return bound(at, value, 'below minimum', '>=', issue.minimum)
    case 'too_big':
      if (issue.origin === 'array')
        return refuse(
          `Invalid '${at}': array too long. Expected an array with maximum length ${issue.maximum}, but got an array with length ${(value as unknown[]).length} instead.`,
          at,
          'array_above_max_length',
        )
      if (issue.origin === 'string')
        return refuse(
          `Invalid '${at}': string too long. Expected a string with maximum length ${issue.maximum}, but got a string with length ${String(value).length} instead.`,
          at,
          'string_above_max_length',
        )
      return bound(at, value, 'above maximum', '<=', issue.maximum)
    case 'invalid_format':
      return refuse(
        `Invalid '${at}': string does not match pattern. Expected a string that matches the pattern '${(issue.pattern ?? '').replace(/^\/|\/[a-z]*$/g, '')}'.`,
        at,
        'invalid_value',
      )
    default:
      return refuse(`Invalid value for '${at}'.`, at, 'invalid_value')
  }
}

function bound(at: string, value: unknown, relation: 'below minimum' | 'above maximum', sign: string, limit: number | bigint): Problem {
  const kind = Number.isInteger(value) ? 'integer' : 'decimal'
  const code = `${kind}_${relation === 'below minimum' ? 'below_min_value' : 'above_max_value'}`
  return refuse(
    `Invalid '${at}': ${kind} ${relation} value. Expected a value ${sign} ${limit}, but got ${String(value)} instead.`,
    at,
    code,
  )
}
