import { z } from 'zod'

/**
 * An object of the request, parsed like Google's servers: a field can be in camel case or with underscores, a
 * list of one item can be the item itself, `null` counts as missing, and an unknown field is an error
 * (https://protobuf.dev/programming-guides/json).
 */
export function message<Shape extends z.ZodRawShape>(
  shape: Shape,
): z.ZodPreprocess<z.ZodObject<{ -readonly [Name in keyof Shape]: Shape[Name] }, z.core.$strict>> {
  return z.preprocess(inCamelCase, z.strictObject(shape))
}

function inCamelCase(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([name, member]) => [name.replaceAll(/_([a-z\d])/g, (_, letter: string) => letter.toUpperCase()), member]),
  )
}

/** A list of such objects. */
export function list<Item extends z.ZodType>(item: Item): z.ZodPreprocess<z.ZodArray<Item>> {
  return z.preprocess((value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? [value] : value), z.array(item))
}
