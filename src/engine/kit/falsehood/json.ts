import type { JsonSchema } from '../../model/call.ts'
import { leavesOf, replaced, type Leaf } from '../json-value.ts'
import { sayingsOf } from '../schema/reference.ts'
import { violationOf } from '../schema/violation.ts'
import { drifted } from './drift.ts'
import { falsify, type FalsehoodContext, type StrategyName } from './index.ts'

/** A JSON value that was made wrong, with the strategy and the path. */
export interface JsonFalsehood {
  readonly strategy: StrategyName
  readonly path: string
  readonly value: unknown
}

/** A wrong value for a leaf. */
interface Lie {
  readonly strategy: StrategyName
  readonly value: unknown
}

/**
 * Returns a wrong version of a JSON value that is still valid under its schema: a number within its bounds, another enum value, a text that
 * matches its pattern and length. Prefers a listed lie. `undefined` if there is none.
 * @example
 * falsifyJson({ open: true }, undefined, 'negation', { random, facts: [] })?.value // => { open: false }
 */
export function falsifyJson(
  value: unknown,
  schema: JsonSchema | undefined,
  strategy: StrategyName | 'any',
  context: FalsehoodContext,
): JsonFalsehood | undefined {
  const falsehoods = leavesOf(value).flatMap((leaf): JsonFalsehood[] => {
    const isAllowed = (lie: Lie): boolean =>
      (strategy === 'any' || lie.strategy === strategy) && violationOf(replaced(value, leaf.path, lie.value), schema) === undefined
    const lie = liesAbout(leaf, schema, strategy, context).find(isAllowed)
    return lie === undefined
      ? []
      : [{ strategy: lie.strategy, path: ['$', ...leaf.path].join('.'), value: replaced(value, leaf.path, lie.value) }]
  })
  if (falsehoods.length === 0) return undefined
  return falsehoods.find((falsehood) => falsehood.strategy === 'listed-lie') ?? context.random.pick(falsehoods)
}

/** Wrong values for a leaf, the best first. Does not check the schema. */
function liesAbout(
  { value, path }: Leaf,
  schema: JsonSchema | undefined,
  strategy: StrategyName | 'any',
  context: FalsehoodContext,
): readonly Lie[] {
  if (value === null) return []
  const choices = choicesBeside(value, schema, context)
  if (choices.length > 0) return choices
  if (typeof value === 'boolean') return [{ strategy: 'negation', value: !value }]
  if (typeof value === 'number') {
    const listed = context.facts
      .filter(({ truth }) => truth === String(value))
      .flatMap(({ lies }) => lies.map(Number).filter(Number.isFinite))
    const moved = numbersBeside(value, String(path.at(-1) ?? ''), schema, context)
    return [
      ...listed.map((other) => ({ strategy: 'listed-lie', value: other }) as const),
      ...moved.map((other) => ({ strategy: 'number-drift', value: other }) as const),
    ]
  }
  const wrong = falsify(value, strategy, context)
  return wrong === undefined ? [] : [{ strategy: wrong.strategy, value: wrong.text }]
}

/** The other values of the enums that contain a value, shuffled. Other enums of the schema are ignored. */
function choicesBeside(value: unknown, schema: JsonSchema | undefined, { random }: FalsehoodContext): readonly Lie[] {
  const enums = sayingsOf(schema, 'enum').filter((choices): choices is unknown[] => Array.isArray(choices) && choices.includes(value))
  const others = new Set(enums.flat().filter((choice) => choice !== value && choice !== null))
  return [...others]
    .map((choice) => ({ choice, rank: random.next() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ choice }) => ({ strategy: 'entity-swap', value: choice }))
}

/** Members whose numbers are from 0 to 1. */
const shareNames = /confidence|probability|share|ratio|likelihood/i

/** Numbers near the given one in the same format, nearer if bounds require it. */
function numbersBeside(value: number, name: string, schema: JsonSchema | undefined, { random }: FalsehoodContext): readonly number[] {
  const decimals = decimalsOf(value)
  const near =
    shareNames.test(name) && (value === 0 || value === 1)
      ? Number(Math.abs(value - 0.1 - 0.4 * random.next()).toFixed(2))
      : drifted(value, decimals, random)
  const steps = [10 ** -decimals, ...sayingsOf(schema, 'multipleOf').filter((step) => typeof step === 'number')]
  const moved = steps.flatMap((step) => {
    const far = Math.sign(near - value) * Math.max(1, Math.round(Math.abs(near - value) / step)) * step
    const places = Math.min(12, Math.max(decimals, decimalsOf(step)))
    return [far, -far, step, -step].map((shift) => Number((value + shift).toFixed(places)))
  })
  return [near, ...moved].filter((other) => other !== value)
}

function decimalsOf(value: number): number {
  return (String(value).split('.')[1] ?? '').length
}
