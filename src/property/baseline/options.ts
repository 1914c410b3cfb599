import { BrownoutError } from '../../engine/base/errors.ts'
import { suggestion } from '../../engine/base/nearest.ts'
import { checkNames } from '../../engine/base/wrong-value.ts'
import { valueInWords } from '../../engine/base/value-in-words.ts'
import type { BaselineCheck, BaselineCheckId } from './check.ts'
import { concurrencies, type Concurrency } from './concurrency.ts'

/** Options for the comparison of an app with its own runs without a fault. */
export interface BaselineOptions {
  /** Checks to turn off. Default: none */
  readonly except?: readonly BaselineCheckId[]
  /**
   * The app's promise about concurrent copies of the task. `never`: another part of the system ensures that the task never
   * runs concurrently, so no plan does that. `shared`: copies share answers or effects on purpose, such as one call for equal
   * prompts, and neither fails because of the other. `serializable`: together they end as in some sequential order,
   * so no counter or balance loses an update. Default: copies do not change each other's results or effects; in an app whose second
   * run differs from its first, other values are a remark
   */
  readonly concurrency?: Concurrency
  /**
   * Paths of the value that are never compared, with everything below them: `'generatedAt'`, `'items[*].id'`, `'*.tookMs'`, or a RegExp on
   * the path. `[*]` matches any item of a list, `*` any member. Default: none. Values that vary between runs without a fault are
   * not compared anyway
   */
  readonly masks?: readonly (string | RegExp)[]
  /**
   * Compares two values that the task resolved with, as plain data without masked paths. Returns whether they are equivalent for
   * you. Default: they differ if a part differs that is the same in all runs without a fault
   * @example
   * await survives(chaos, app, { baseline: { same: (value, baselineValue) => String(value) === String(baselineValue) } })
   */
  same?(value: unknown, baselineValue: unknown): boolean
}

const optionNames: readonly (keyof BaselineOptions)[] = ['except', 'concurrency', 'masks', 'same']

/**
 * Checks the option `baseline` of `survives`.
 * @param checks all known checks
 * @throws BrownoutError if it is wrong
 */
export function checkBaselineOptions(baseline: unknown, checks: readonly BaselineCheck[]): void {
  if (baseline === false) return
  if (typeof baseline !== 'object' || baseline === null || Array.isArray(baseline))
    throw new BrownoutError(
      `survives() cannot read { baseline: ${valueInWords(baseline)} }: expected false, or options such as { except: ['recovers-after-faults'] }.`,
    )
  checkNames('survives() cannot read the option "baseline": it', baseline, optionNames)
  const { except, concurrency, masks, same } = baseline as { readonly [Name in keyof BaselineOptions]: unknown }
  const names = checks.map(({ id }) => id)
  for (const id of listOf('except', except))
    if (!names.some((name) => name === id))
      throw new BrownoutError(
        `survives() cannot turn off the baseline check ${valueInWords(id)}: there is none.${suggestion(String(id), names)}`,
      )
  const promises = Object.keys(concurrencies)
  if (concurrency !== undefined && !promises.some((promise) => promise === concurrency))
    throw new BrownoutError(
      `survives() cannot read { baseline: { concurrency: ${valueInWords(concurrency)} } }: expected ${promises.map((promise) => `'${promise}'`).join(', ')}.${suggestion(String(concurrency), promises)}`,
    )
  for (const mask of listOf('masks', masks))
    if ((typeof mask !== 'string' || mask === '') && !(mask instanceof RegExp))
      throw new BrownoutError(
        `survives() cannot mask ${valueInWords(mask)}: expected a path such as 'items[*].id', or a RegExp on the path.`,
      )
  if (same !== undefined && typeof same !== 'function')
    throw new BrownoutError(
      `survives() cannot compare values with { same: ${valueInWords(same)} }: expected a function, such as (value, baselineValue) => value.status === baselineValue.status.`,
    )
}

function listOf(name: string, list: unknown): readonly unknown[] {
  if (list === undefined) return []
  if (Array.isArray(list)) return list
  throw new BrownoutError(`survives() cannot read { baseline: { ${name}: ${valueInWords(list)} } }: expected a list.`)
}
