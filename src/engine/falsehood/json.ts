import type { JsonSchema } from '../call.ts'
import { falsify, type FalsehoodContext, type StrategyName } from './index.ts'

type Keywords = { readonly [keyword: string]: unknown }

/** A place in a JSON value that could be made wrong and stay valid, with the value that would stand there. */
interface Change {
  readonly path: readonly (string | number)[]
  readonly strategy: string
  readonly value: unknown
}

/** A JSON value that was made wrong, and how. */
export interface JsonFalsehood {
  readonly strategy: string
  readonly path: string
  readonly value: unknown
}

/**
 * A wrong version of a JSON value that is still valid under its schema: a number within its bounds, another choice of an enum,
 * a text that its pattern and length allow. A known lie comes first.
 */
export function falsifyJson(
  value: unknown,
  schema: JsonSchema | undefined,
  strategy: StrategyName | 'any',
  context: FalsehoodContext,
): JsonFalsehood | undefined {
  const changes = changesOf(value, schema ?? true, schema ?? true, [], strategy, context)
  if (changes.length === 0) return undefined
  const change = changes.find((candidate) => candidate.strategy === 'listed-lie') ?? context.random.pick(changes)
  return { strategy: change.strategy, path: ['$', ...change.path].join('.'), value: replaced(value, change.path, change.value) }
}

function changesOf(
  value: unknown,
  schema: unknown,
  root: JsonSchema,
  path: readonly (string | number)[],
  strategy: StrategyName | 'any',
  context: FalsehoodContext,
): Change[] {
  const keywords = keywordsFor(schema, root, value)
  if (Array.isArray(value))
    return value.flatMap((item, index) => changesOf(item, itemSchema(keywords, index), root, [...path, index], strategy, context))
  if (typeof value === 'object' && value !== null) {
    const properties = (keywords['properties'] ?? {}) as Keywords
    return Object.entries(value).flatMap(([name, member]) =>
      changesOf(member, properties[name] ?? keywords['additionalProperties'], root, [...path, name], strategy, context),
    )
  }
  const change = leafChange(value, keywords, strategy, context)
  return change === undefined ? [] : [{ path, ...change }]
}

function leafChange(
  value: unknown,
  keywords: Keywords,
  strategy: StrategyName | 'any',
  context: FalsehoodContext,
): { strategy: string; value: unknown } | undefined {
  if ('const' in keywords) return undefined
  const choices = keywords['enum'] as readonly unknown[] | undefined
  if (choices !== undefined) {
    const others = choices.filter((choice) => choice !== value && choice !== null)
    return (strategy === 'any' || strategy === 'entity-swap') && others.length > 0
      ? { strategy: 'entity-swap', value: context.random.pick(others) }
      : undefined
  }
  if (typeof value === 'boolean') return strategy === 'any' || strategy === 'negation' ? { strategy: 'negation', value: !value } : undefined
  if (typeof value === 'number')
    return strategy === 'any' || strategy === 'number-drift' ? driftedNumber(value, keywords, context) : undefined
  if (typeof value !== 'string') return undefined
  const wrong = falsify(value, strategy, context)
  return wrong !== undefined && allows(keywords, wrong.text) ? { strategy: wrong.strategy, value: wrong.text } : undefined
}

function driftedNumber(value: number, keywords: Keywords, { random }: FalsehoodContext): { strategy: string; value: unknown } | undefined {
  const decimals = (String(value).split('.')[1] ?? '').length
  const step = (keywords['multipleOf'] as number | undefined) ?? (keywords['type'] === 'integer' || decimals === 0 ? 1 : 10 ** -decimals)
  const steps = Math.max(1, Math.round((Math.abs(value) * (0.1 + 0.4 * random.next())) / step))
  const [first, second] = random.chance(0.5) ? [steps, -steps] : [-steps, steps]
  for (const shift of [first, second, 1, -1]) {
    const moved = Number((value + shift * step).toFixed(Math.min(12, Math.max(decimals, (String(step).split('.')[1] ?? '').length))))
    if (moved !== value && isWithin(moved, keywords)) return { strategy: 'number-drift', value: moved }
  }
  return undefined
}

function isWithin(value: number, keywords: Keywords): boolean {
  const {
    minimum = -Infinity,
    maximum = Infinity,
    exclusiveMinimum = -Infinity,
    exclusiveMaximum = Infinity,
  } = keywords as Record<string, number>
  return value >= minimum && value <= maximum && value > exclusiveMinimum && value < exclusiveMaximum
}

/** Texts with a format or a pattern hold few words; they are changed only where what comes out still fits. */
function allows(keywords: Keywords, text: string): boolean {
  const {
    minLength = 0,
    maxLength = Infinity,
    pattern,
    format,
  } = keywords as { minLength?: number; maxLength?: number; pattern?: string; format?: string }
  if (
    format !== undefined &&
    !(format === 'date' ? /^\d{4}-\d{2}-\d{2}$/ : format === 'date-time' ? /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/ : /$^/).test(
      text,
    )
  )
    return false
  const length = [...text].length
  return length >= minLength && length <= maxLength && (pattern === undefined || new RegExp(pattern, 'u').test(text))
}

/** The keywords that hold for a value: references followed, and of alternatives the first whose type fits. */
function keywordsFor(schema: unknown, root: JsonSchema, value: unknown, depth = 0): Keywords {
  if (typeof schema !== 'object' || schema === null || depth > 16) return {}
  const { $ref, anyOf, oneOf, allOf, ...own } = schema as Keywords
  if (typeof $ref === 'string') return { ...keywordsFor(referenced($ref, root), root, value, depth + 1), ...own }
  if (Array.isArray(allOf)) return Object.assign({}, ...allOf.map((part) => keywordsFor(part, root, value, depth + 1)), own) as Keywords
  const branches = anyOf ?? oneOf
  if (!Array.isArray(branches)) return own
  const fitting = branches.map((branch) => keywordsFor(branch, root, value, depth + 1)).find((branch) => fits(branch, value))
  // Of several that fit, no one knows which was meant; what is not known to stay valid is left as it is.
  return fitting === undefined ? { const: value } : { ...fitting, ...own }
}

function fits(keywords: Keywords, value: unknown): boolean {
  const {
    type,
    enum: choices,
    required,
  } = keywords as { type?: string | readonly string[]; enum?: readonly unknown[]; required?: readonly string[] }
  if (choices !== undefined) return choices.includes(value)
  if ('const' in keywords) return keywords['const'] === value
  const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
  const types = type === undefined ? [kind] : Array.isArray(type) ? (type as string[]) : [type as string]
  const isKind = types.includes(kind) || (kind === 'number' && types.includes('integer') && Number.isInteger(value))
  return isKind && (required ?? []).every((name) => name in (value as object))
}

function referenced(reference: string, root: JsonSchema): unknown {
  const steps = reference
    .replace(/^#\/?/, '')
    .split('/')
    .filter((step) => step !== '')
  return steps.reduce<unknown>(
    (at, step) => (at as Keywords | undefined)?.[decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')],
    root,
  )
}

function itemSchema(keywords: Keywords, index: number): unknown {
  return (keywords['prefixItems'] as readonly unknown[] | undefined)?.[index] ?? keywords['items']
}

function replaced(value: unknown, [step, ...rest]: readonly (string | number)[], leaf: unknown): unknown {
  if (step === undefined) return leaf
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? replaced(item, rest, leaf) : (item as unknown)))
  return { ...(value as object), [step]: replaced((value as Keywords)[step], rest, leaf) }
}
