import type { Snapshot } from '../trial/snapshot.ts'
import type { Answers } from './answers.ts'

/** How a part of a value differs: changed content, missing, empty, new, or of another type. */
export type DifferenceKind = 'changed' | 'missing' | 'emptied' | 'added' | 'type'

/** One part of a value that differs from the baseline runs, and is the same among them. */
export interface Difference {
  /** The path: `items[2].title`, or `value` for the entire value. */
  readonly path: string
  readonly kind: DifferenceKind
  readonly was: Snapshot
  readonly is: Snapshot
  /** Whether the part is from the model, not from the app itself. */
  readonly isFromModel: boolean
}

/** The expected value of a comparison. */
export interface Expectation {
  readonly value: Snapshot
  /** The values of other baseline runs. Parts that differ among them are not compared. */
  readonly variants: readonly Snapshot[]
  /** The models' answers in the baseline runs. */
  readonly expectedAnswers: Answers
  /** The models' answers in the judged run. */
  readonly answers: Answers
  /** Whether the models gave the same answers to the same prompts, so their text must be the same, too. */
  readonly isStrict: boolean
  /** Whether the order of lists is not compared. */
  readonly isUnordered?: boolean
}

type Leaf = string | number | boolean | null | undefined

/** All differences of a value, in the order of its members. */
export function differencesOf(value: Snapshot, expectation: Expectation): Difference[] {
  const { isUnordered = false, variants } = expectation
  if (!isUnordered) return compare(value, expectation.value, variants, '', expectation)
  return compare(sorted(value), sorted(expectation.value), variants.map(sorted), '', expectation)
}

function compare(is: Snapshot, was: Snapshot, variants: readonly Snapshot[], path: string, context: Expectation): Difference[] {
  if (Object.is(is, was)) return []
  if (typeOf(is) !== typeOf(was)) return compareTypes(is, was, variants, path, context)
  if (Array.isArray(was)) return compareLists(is as readonly Snapshot[], was as readonly Snapshot[], variants, path, context)
  if (typeof was === 'object' && was !== null)
    return compareObjects(is as Record<string, Snapshot>, was as Record<string, Snapshot>, variants, path, context)
  return compareLeaves(is as Leaf, was, variants, path, context)
}

function compareTypes(is: Snapshot, was: Snapshot, variants: readonly Snapshot[], path: string, context: Expectation): Difference[] {
  if (variants.some((variant) => typeOf(variant) === typeOf(is))) return []
  return [difference('type', is, was, path, context)]
}

function compareLists(
  is: readonly Snapshot[],
  was: readonly Snapshot[],
  variants: readonly Snapshot[],
  path: string,
  context: Expectation,
): Difference[] {
  const lists = variants.filter((variant): variant is readonly Snapshot[] => Array.isArray(variant))
  if (is.length !== was.length) {
    if (lists.some((list) => list.length !== was.length)) return []
    if (is.length === 0) return [difference('emptied', is, was, path, context)]
    return [difference(is.length < was.length ? 'missing' : 'added', is, was, path, context)]
  }
  return was.flatMap((expected, index) => {
    const others = lists.flatMap((list) => (index < list.length ? [list[index]] : []))
    return compare(is[index], expected, others, `${path}[${index}]`, context)
  })
}

function compareObjects(
  is: Readonly<Record<string, Snapshot>>,
  was: Readonly<Record<string, Snapshot>>,
  variants: readonly Snapshot[],
  path: string,
  context: Expectation,
): Difference[] {
  const objects = variants.filter((variant) => typeOf(variant) === 'object') as Record<string, Snapshot>[]
  const names = new Set([...Object.keys(was), ...Object.keys(is)])
  return [...names].flatMap((name) => {
    const at = path === '' ? name : `${path}.${name}`
    const others = objects.flatMap((object) => (name in object ? [object[name]] : []))
    const varies = objects.some((object) => name in object !== name in was)
    if (name in is && name in was) return compare(is[name], was[name], others, at, context)
    if (varies || is[name] === was[name]) return []
    return [difference(name in is ? 'added' : 'missing', is[name], was[name], at, context)]
  })
}

function compareLeaves(is: Leaf, was: Leaf, variants: readonly Snapshot[], path: string, context: Expectation): Difference[] {
  const { answers, expectedAnswers, isStrict } = context
  const changed = (): Difference[] => [difference(is === '' ? 'emptied' : 'changed', is, was, path, context)]
  if (variants.some((variant) => Object.is(variant, is))) return []
  if (typeof was === 'number' && typeof is === 'number') return compareNumbers(is, was, variants, changed, context)
  if (typeof was !== 'string' || typeof is !== 'string') {
    // A flag varies with the answer if another answer gave it another value.
    return variants.some((variant) => !Object.is(variant, was)) ? [] : changed()
  }
  const masked = expectedAnswers.mask(was)
  const texts = variants.filter((variant) => typeof variant === 'string')
  const varies = texts.some((text) => expectedAnswers.mask(text) !== masked)
  if (is === '') return texts.includes('') ? [] : changed()
  if (masked !== was) {
    if (isStrict) return varies ? [] : changed()
    const now = answers.mask(is)
    return now === masked || texts.some((text) => expectedAnswers.mask(text) === now) || (varies && now !== is) ? [] : changed()
  }
  if (varies) return []
  if (expectedAnswers.gave(was)) return isStrict || !answers.gave(is) ? changed() : []
  return changed()
}

function compareNumbers(
  is: number,
  was: number,
  variants: readonly Snapshot[],
  changed: () => Difference[],
  { answers, expectedAnswers, isStrict }: Expectation,
): Difference[] {
  if (Math.abs(is - was) <= 1e-9 * Math.abs(was)) return []
  const varies = variants.some((variant) => typeof variant === 'number' && variant !== was)
  if (varies) return Number.isFinite(is) || !Number.isFinite(was) ? [] : changed()
  if (!isStrict && expectedAnswers.gave(was) && answers.gave(is)) return []
  return changed()
}

function difference(kind: DifferenceKind, is: Snapshot, was: Snapshot, path: string, context: Expectation): Difference {
  return { path: path === '' ? 'value' : path, kind, was, is, isFromModel: context.expectedAnswers.areIn(was) || context.answers.areIn(is) }
}

function typeOf(value: Snapshot): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

/** The value with all lists sorted. */
function sorted(value: Snapshot): Snapshot {
  if (Array.isArray(value)) return value.map(sorted).toSorted((one, other) => (JSON.stringify([one]) < JSON.stringify([other]) ? -1 : 1))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, sorted(member)]))
}
