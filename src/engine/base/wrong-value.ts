import { BrownoutError } from './errors.ts'
import { nearest, suggestion } from './nearest.ts'
import { valueInWords } from './value-in-words.ts'

/** What is used of an issue that zod found. */
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

/** What is wrong with one value within the data: if it is, what it is, what was expected, and what was likely meant. */
function wordingOf(issue: Issue, data: unknown): string {
  const value = issue.path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown> | null | undefined)?.[step], data)
  const place = issue.path.length === 0 ? 'the value' : `"${issue.path.join('.')}"`
  const choices = issue.values?.filter((choice) => typeof choice === 'string') ?? []
  const meant = typeof value === 'string' ? nearest(value, choices) : undefined
  return `${place} is ${valueInWords(value)}: ${expectationOf(issue)}${meant === undefined ? '' : ` (did you mean "${meant}"?)`}`
}

/** What zod found wrong in the data, in one line. */
export function wordingOfIssues(issues: readonly object[], data: unknown): string {
  return issues.map((issue) => wordingOf(issue as Issue, data)).join('; ')
}

/**
 * Checks that an object has no other members than the known ones.
 * @param what is being done, as a beginning of the message: `Cannot read the plan: its trigger`
 * @throws BrownoutError if it has, naming the nearest known one
 */
export function checkNames(what: string, given: unknown, known: readonly string[]): void {
  if (typeof given !== 'object' || given === null) return
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue
    throw new BrownoutError(`${what} has no "${name}".${suggestion(name, known)}`)
  }
}
