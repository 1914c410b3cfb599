import type { z } from 'zod'

/** A schema violation, as zod reports it. */
export type Issue = z.core.$ZodIssue

/** A place in a body, as names and indexes. */
export type Path = readonly PropertyKey[]

/**
 * Returns the value at a place of a body; `undefined` if there is none.
 * @example
 * valueAt(['messages', 0, 'role'], { messages: [{ role: 'user' }] }) // => 'user'
 */
export function valueAt(path: Path, body: unknown): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | null | undefined)?.[step], body)
}

/**
 * Formats a place like most providers.
 * @example
 * placeOf(['messages', 0, 'content']) // => 'messages[0].content'
 */
export function placeOf(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? String(step) : `${text}.${String(step)}`),
    '',
  )
}

/**
 * Returns the first schema violation of a body, and its place. For a union zod reports the violations of each branch; a provider
 * reports the one in the intended branch.
 * @param meant picks that issue from the branches. `undefined` if the union itself is violated
 * @example
 * const { path } = firstIssue(z.object({ model: z.string() }).safeParse({}).error!, () => undefined)
 * placeOf(path) // => 'model'
 */
export function firstIssue(
  { issues }: z.ZodError,
  meant: (branches: readonly (readonly Issue[])[]) => Issue | undefined,
): { readonly issue: Issue; readonly path: Path } {
  // A number too large for JavaScript also exceeds the provider's own limit, if any.
  let issue = issues.find((each) => !isTooBigToCount(each)) ?? issues[0]!
  const path = [...issue.path]
  while (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const inner = meant(issue.errors)
    if (inner === undefined) break
    issue = inner
    path.push(...inner.path)
  }
  return { issue, path }
}

/** Whether an issue is about JavaScript's limit for integers, which is not the provider's. */
export function isTooBigToCount(issue: Issue): boolean {
  return (issue.code === 'too_big' || issue.code === 'too_small') && issue.origin === 'int'
}

/**
 * Formats values as a list.
 * @example
 * alternatives(['a', 'b', 'c']) // => "'a', 'b' or 'c'"
 */
export function alternatives(values: readonly unknown[]): string {
  const words = values.map((value) => `'${String(value)}'`)
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
