/** A value of an attribute, in OTLP's JSON encoding: 64-bit integers are texts. */
export interface Value {
  readonly stringValue?: string
  readonly intValue?: string
  readonly doubleValue?: number
  readonly boolValue?: boolean
  readonly arrayValue?: { readonly values: readonly Value[] }
}

/** An attribute of a resource, a span, an event or a data point. */
export interface Attribute {
  readonly key: string
  readonly value: Value
}

/** The attribute of a value, or none without a value. */
export function some<Given>(value: Given | undefined | '', act: (value: Given) => Attribute): Attribute[] {
  return value === undefined || value === '' ? [] : [act(value)]
}

export function word(key: string, stringValue: string): Attribute {
  return { key, value: { stringValue } }
}

export function words(key: string, all: readonly string[]): Attribute {
  return { key, value: { arrayValue: { values: all.map((stringValue) => ({ stringValue })) } } }
}

export function whole(key: string, count: number): Attribute {
  return { key, value: { intValue: String(count) } }
}

export function fraction(key: string, doubleValue: number): Attribute {
  return { key, value: { doubleValue } }
}

export function flag(key: string, boolValue: boolean): Attribute {
  return { key, value: { boolValue } }
}

/** A moment or a duration in ms as OTLP has it: nanoseconds as text, to the microsecond, which is all that a number holds of a date. */
export function nanoseconds(ms: number): string {
  return String(BigInt(Math.round(ms * 1_000)) * 1_000n)
}
