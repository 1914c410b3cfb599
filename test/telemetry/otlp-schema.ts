import { z } from 'zod'

// The shape of OTLP in JSON, by opentelemetry-proto 1.9 (trace/v1, metrics/v1, common/v1) and
// https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding: ids in hexadecimal, 64-bit integers as decimal texts, enums as
// numbers, names in lowerCamelCase. Collectors ignore what they do not know; these tests do not.

const int64 = z.string().regex(/^-?\d+$/)
const uint64 = z.string().regex(/^\d+$/)

interface AnyValue {
  stringValue?: string | undefined
  arrayValue?: { values: AnyValue[] } | undefined
}

const anyValue: z.ZodType<AnyValue> = z.lazy(() =>
  z
    .strictObject({
      stringValue: z.string().optional(),
      intValue: int64.optional(),
      doubleValue: z.number().optional(),
      boolValue: z.boolean().optional(),
      arrayValue: z.strictObject({ values: z.array(anyValue) }).optional(),
    })
    .refine((value) => Object.keys(value).length === 1),
)
const attributes = z
  .array(z.strictObject({ key: z.string().min(1), value: anyValue }))
  .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, { message: 'attributes have each key once' })
const resource = z.strictObject({ attributes })
const scope = z.strictObject({ name: z.string() })
const moment = uint64.refine((text) => BigInt(text) > 0n)

const span = z
  .strictObject({
    traceId: z.string().regex(/^(?!0+$)[\da-f]{32}$/),
    spanId: z.string().regex(/^(?!0+$)[\da-f]{16}$/),
    parentSpanId: z
      .string()
      .regex(/^(?!0+$)[\da-f]{16}$/)
      .optional(),
    name: z.string().min(1),
    kind: z.int().min(0).max(5),
    startTimeUnixNano: moment,
    endTimeUnixNano: moment,
    attributes,
    events: z.array(z.strictObject({ name: z.string().min(1), timeUnixNano: moment, attributes })),
    status: z.strictObject({ code: z.int().min(0).max(2) }),
  })
  .refine(({ startTimeUnixNano, endTimeUnixNano }) => BigInt(startTimeUnixNano) <= BigInt(endTimeUnixNano))

export const tracesSchema = z.strictObject({
  resourceSpans: z.array(
    z.strictObject({
      resource,
      scopeSpans: z.array(z.strictObject({ scope, schemaUrl: z.url(), spans: z.array(span).min(1) })),
    }),
  ),
})

const times = { attributes, startTimeUnixNano: moment, timeUnixNano: moment }
const histogramPoint = z
  .strictObject({
    ...times,
    count: uint64,
    sum: z.number(),
    bucketCounts: z.array(uint64),
    explicitBounds: z.array(z.number()),
    min: z.number(),
    max: z.number(),
  })
  .refine(({ bucketCounts, explicitBounds }) => bucketCounts.length === explicitBounds.length + 1)
  .refine(({ bucketCounts, count }) => bucketCounts.reduce((sum, each) => sum + Number(each), 0) === Number(count))
const metric = z
  .strictObject({
    name: z.string().min(1),
    description: z.string(),
    unit: z.string(),
    histogram: z.strictObject({ aggregationTemporality: z.literal(2), dataPoints: z.array(histogramPoint).min(1) }).optional(),
    sum: z
      .strictObject({
        aggregationTemporality: z.literal(2),
        isMonotonic: z.literal(true),
        dataPoints: z.array(z.strictObject({ ...times, asInt: int64 })).min(1),
      })
      .optional(),
  })
  .refine(({ histogram, sum }) => (histogram === undefined) !== (sum === undefined))

export const metricsSchema = z.strictObject({
  resourceMetrics: z.array(
    z.strictObject({ resource, scopeMetrics: z.array(z.strictObject({ scope, schemaUrl: z.url(), metrics: z.array(metric).min(1) })) }),
  ),
})
