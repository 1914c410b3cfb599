import type { z } from 'zod'

/** One thing that is wrong with the form of a body, as zod reports it. */
export type Issue = z.core.$ZodIssue

/** A place in a body: the names and numbers that lead to it. */
export type Path = readonly PropertyKey[]

/** The value at a place of a body; `undefined` if there is none. */
export function valueAt(path: Path, body: unknown): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | null | undefined)?.[step], body)
}

/**
 * A place as most providers write it.
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
 * The first thing that is wrong with a body. If a union refuses a value, zod reports what each of its branches refuses; the
 * provider reports what is wrong in the branch that was meant.
 * @param meant picks that issue; `undefined` if the union itself is what is wrong
 */
export function firstIssue(
  { issues }: z.ZodError,
  meant: (branches: readonly (readonly Issue[])[]) => Issue | undefined,
): { readonly issue: Issue; readonly path: Path } {
  let issue = issues[0]!
  const path = [...issue.path]
  while (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const inner = meant(issue.errors)
    if (inner === undefined) break
    issue = inner
    path.push(...inner.path)
  }
  return { issue, path }
}

/** Words in a list: `'a', 'b' or 'c'`. */
export function alternatives(values: readonly unknown[]): string {
  const words = values.map((value) => `'${String(value)}'`)
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
