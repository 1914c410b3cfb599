import { BrownoutError } from './errors.ts'
import { nearest, suggestion } from './nearest.ts'
import { valueInWords } from './value-in-words.ts'

/** The fields used of a zod issue. */
interface Issue {
  readonly code?: string | undefined
  readonly message: string
  readonly path: readonly PropertyKey[]
  readonly errors?: readonly (readonly Issue[])[]
  readonly values?: readonly unknown[]
}

function expectationOf(issue: Issue): string {
  if (issue.errors === undefined || issue.errors.length === 0) return issue.message
  return [...new Set(issue.errors.flatMap((branch) => branch.map(expectationOf)))].join(', or ')
}

/** Describes one wrong value within the data: its path, the value, what was expected, and the likely intended value. */
function wordingOf(issue: Issue, data: unknown): string {
  const value = issue.path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown> | null | undefined)?.[step], data)
  const place = issue.path.length === 0 ? 'the value' : `"${issue.path.join('.')}"`
  const choices = issue.values?.filter((choice) => typeof choice === 'string') ?? []
  const meant = typeof value === 'string' ? nearest(value, choices) : undefined
  return `${place} is ${valueInWords(value)}: ${expectationOf(issue)}${meant === undefined ? '' : ` (did you mean "${meant}"?)`}`
}

/** Formats the issues that zod found in the data as one line. */
export function wordingOfIssues(issues: readonly object[], data: unknown): string {
  return issues.map((issue) => wordingOf(issue as Issue, data)).join('; ')
}

/**
 * Checks that an object has only known members.
 * @param what the start of the message: `Cannot read the plan: its trigger`
 * @throws BrownoutError if a member is unknown, with the nearest known one
 */
export function checkNames(what: string, given: unknown, known: readonly string[]): void {
  if (typeof given !== 'object' || given === null) return
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue
    throw new BrownoutError(`${what} has no "${name}".${suggestion(name, known)}`)
  }
}
