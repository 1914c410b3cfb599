import { notEmulatedText } from '../../../kit.ts'
import { isObject, listOf, objectOf, type JsonObject } from '../json.ts'
import type { Point } from './collection.ts'

/** The values of a payload at a key such as `author.name`. A list has those of all its items. */
function valuesAt(value: unknown, [step, ...rest]: readonly string[]): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, step === undefined ? [] : [step, ...rest]))
  if (step === undefined) return [value]
  const member = objectOf(value)[step.replace(/\[\]$/, '')]
  return member === undefined ? [] : valuesAt(member, rest)
}

function matches(match: JsonObject, value: unknown): boolean {
  if ('value' in match) return value === match['value']
  if ('any' in match) return listOf(match['any']).includes(value)
  if ('except' in match) return !listOf(match['except']).includes(value)
  const text = match['text']
  return typeof text === 'string' && typeof value === 'string' && value.toLowerCase().includes(text.toLowerCase())
}

function isWithin({ gt, gte, lt, lte }: JsonObject, value: unknown): boolean {
  const isBeyond = (limit: unknown, test: (limit: number, number: number) => boolean): boolean =>
    typeof limit === 'number' && !(typeof value === 'number' && test(limit, value))
  return !(
    isBeyond(gt, (limit, number) => number > limit) ||
    isBeyond(gte, (limit, number) => number >= limit) ||
    isBeyond(lt, (limit, number) => number < limit) ||
    isBeyond(lte, (limit, number) => number <= limit)
  )
}

/**
 * Whether a point matches a condition.
 * @throws Error if the condition is not emulated
 */
function meets(point: Point, condition: JsonObject): boolean {
  if (['must', 'should', 'must_not'].some((clause) => clause in condition)) return isFound(point, condition)
  if ('has_id' in condition) return listOf(condition['has_id']).includes(point.id)
  const { key, match, range } = condition
  if (typeof key === 'string') {
    const values = valuesAt(point.payload, key.split('.'))
    if (isObject(match)) return values.some((value) => matches(match, value))
    if (isObject(range)) return values.some((value) => isWithin(range, value))
  }
  const empty = objectOf(condition['is_empty'])['key']
  if (typeof empty === 'string') return valuesAt(point.payload, empty.split('.')).every((value) => value === null)
  throw new Error(notEmulatedText('filter', Object.keys(condition).join(', ')))
}

/**
 * Whether a filter finds a point. https://qdrant.tech/documentation/concepts/filtering/
 * @throws Error if the filter has a condition that is not emulated
 */
export function isFound(point: Point, filter: unknown): boolean {
  if (!isObject(filter)) return true
  const of = (clause: string): readonly JsonObject[] => [filter[clause] ?? []].flat().filter(isObject)
  const [must, should, mustNot] = [of('must'), of('should'), of('must_not')]
  return (
    must.every((condition) => meets(point, condition)) &&
    (should.length === 0 || should.some((condition) => meets(point, condition))) &&
    !mustNot.some((condition) => meets(point, condition))
  )
}
