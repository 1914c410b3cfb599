import { notEmulatedText } from '../../../kit.ts'
import { isObject, listOf, type JsonObject } from '../json.ts'

type Test = (value: unknown, operand: unknown) => boolean

const ordered =
  (test: (value: number, operand: number) => boolean): Test =>
  (value, operand) =>
    typeof value === 'number' && typeof operand === 'number' && test(value, operand)

/** A list equals what one of its items equals. */
const equals: Test = (value, operand) => (Array.isArray(value) ? value.includes(operand) : value === operand)
const isAmong: Test = (value, operands) => listOf(operands).some((operand) => equals(value, operand))

const tests: Readonly<Record<string, Test>> = {
  $eq: equals,
  $ne: (value, operand) => !equals(value, operand),
  $gt: ordered((value, operand) => value > operand),
  $gte: ordered((value, operand) => value >= operand),
  $lt: ordered((value, operand) => value < operand),
  $lte: ordered((value, operand) => value <= operand),
  $in: isAmong,
  $nin: (value, operands) => !isAmong(value, operands),
  $exists: (value, operand) => (value !== undefined) === operand,
  $contains: equals,
  $not_contains: (value, operand) => !equals(value, operand),
}

/**
 * Whether metadata matches a filter in MongoDB's syntax, which Pinecone and Chroma use.
 * https://docs.pinecone.io/guides/search/filter-by-metadata
 * @throws Error if the filter has an operator that is not emulated
 */
export function meetsWhere(metadata: JsonObject, where: unknown): boolean {
  if (!isObject(where)) return true
  return Object.entries(where).every(([name, condition]) => {
    if (name === '$and') return listOf(condition).every((each) => meetsWhere(metadata, each))
    if (name === '$or') return listOf(condition).some((each) => meetsWhere(metadata, each))
    const operators = isObject(condition) ? condition : { $eq: condition }
    return Object.entries(operators).every(([operator, operand]) => {
      const test = Object.hasOwn(tests, operator) ? tests[operator] : undefined
      if (test === undefined) throw new Error(notEmulatedText('filter', operator))
      return test(metadata[name], operand)
    })
  })
}
