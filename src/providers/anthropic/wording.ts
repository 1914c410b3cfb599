import type { z } from 'zod'
import { alternatives, firstIssue, valueAt, type Issue, type Path } from '../../kit.ts'

/** The API checks requests with Pydantic, and returns its messages: "max_tokens: Field required". */
const typeWording: Readonly<Record<string, string>> = {
  string: 'Input should be a valid string',
  number: 'Input should be a valid number',
  int: 'Input should be a valid integer',
  boolean: 'Input should be a valid boolean',
  array: 'Input should be a valid list',
  object: 'Input should be a valid dictionary',
  record: 'Input should be a valid dictionary',
}

/**
 * The API's error for the first schema violation, with its path and the expected value.
 * @example
 * wordingOf(z.object({ messages: z.string() }).safeParse({}).error!, {}) // => 'messages: Field required'
 */
export function wordingOf(error: z.ZodError, body: unknown): string {
  const { issue, path } = firstIssue(error, likeliest)
  if (issue.code === 'invalid_union' || (issue.code === 'invalid_format' && issue.path.at(-1) === 'type'))
    return wordingOfTag(issue, path, body)
  if (issue.code === 'unrecognized_keys') return `${location([...path, issue.keys[0]!], body)}: Extra inputs are not permitted`
  const expected = expectation(issue, valueAt(path, body))
  return path.length === 0 ? expected : `${location(path, body)}: ${expected}`
}

/** The intended branch of a union: the first with a violation deeper than its tag. */
function likeliest(branches: readonly (readonly Issue[])[]): Issue {
  const meant = branches.find(([first]) => first !== undefined && first.path.length > 0 && first.path.at(0) !== 'type')
  const extra = branches.find(([first]) => first?.code === 'unrecognized_keys')
  return (meant ?? extra ?? branches.at(-1)!)[0]!
}

function expectation(issue: Issue, value: unknown): string {
  if (value === undefined) return 'Field required'
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.startsWith('Input should') ? issue.message : (typeWording[issue.expected] ?? 'Input should be valid')
    case 'invalid_value':
      return `Input should be ${alternatives(issue.values)}`
    case 'invalid_format':
      return `String should match pattern '${issue.pattern?.replace(/^\/|\/[a-z]*$/g, '') ?? issue.format}'`
    case 'too_small':
      return issue.origin === 'string'
        ? `String should have at least ${issue.minimum} character${issue.minimum === 1 ? '' : 's'}`
        : `Input should be greater than or equal to ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'string'
        ? `String should have at most ${issue.maximum} characters`
        : `Input should be less than or equal to ${issue.maximum}`
    default:
      return 'Input should be valid'
  }
}

function wordingOfTag(issue: Issue, path: Path, body: unknown): string {
  const tag = valueAt(path, body)
  if (tag === undefined) return `${location(path, body)}: Field required`
  const known = issue.code === 'invalid_union' ? (issue as { options?: readonly unknown[] }).options : undefined
  const expected =
    known === undefined
      ? ''
      : `: ${known
          .map((option) => `'${String(option)}'`)
          .toSorted()
          .join(', ')}`
  return `${location(path.slice(0, -1), body)}: Input tag '${String(tag)}' found using 'type' does not match any of the expected tags${expected}`
}

/** Formats a path like Pydantic: each tagged value is followed by its tag, as in `messages.0.content.1.tool_use.input`. */
function location(path: Path, body: unknown): string {
  const steps: string[] = []
  for (const [depth, step] of path.entries()) {
    steps.push(String(step))
    const isWithin = depth < path.length - 1 && path[depth + 1] !== 'type'
    if (isWithin && isTagged(path, depth))
      steps.push(String((valueAt(path.slice(0, depth + 1), body) as { type?: unknown }).type ?? 'custom'))
  }
  return steps.join('.')
}

/** The values whose `type` determines their other members. */
function isTagged(path: Path, depth: number): boolean {
  const [step, list] = [path[depth], path[depth - 1]]
  if (typeof step === 'number') return (list === 'content' && path[0] === 'messages') || list === 'tools'
  return step === 'source' || step === 'cache_control' || step === 'tool_choice' || step === 'thinking'
}
