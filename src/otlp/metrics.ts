import { flag, nanoseconds, type Attribute } from './attribute.ts'
import { schemaUrl } from './names.ts'
import { scope, type Resource } from './traces.ts'

interface DataPoint {
  readonly attributes: readonly Attribute[]
  readonly startTimeUnixNano: string
  readonly timeUnixNano: string
}

/** The number of measurements between the bounds. */
export interface HistogramPoint extends DataPoint {
  readonly count: string
  readonly sum: number
  readonly bucketCounts: readonly string[]
  readonly explicitBounds: readonly number[]
  readonly min: number
  readonly max: number
}

/** How often something happened. */
export interface SumPoint extends DataPoint {
  readonly asInt: string
}

/** The measurements, in one of two forms. */
export interface Metric {
  readonly name: string
  readonly description: string
  readonly unit: string
  readonly histogram?: { readonly aggregationTemporality: number; readonly dataPoints: readonly HistogramPoint[] }
  readonly sum?: { readonly aggregationTemporality: number; readonly isMonotonic: boolean; readonly dataPoints: readonly SumPoint[] }
}

/** Metrics in OTLP's JSON encoding, as collectors take them at `/v1/metrics`. */
export interface OtlpMetrics {
  readonly resourceMetrics: readonly {
    readonly resource: Resource
    readonly scopeMetrics: readonly {
      readonly scope: { readonly name: string }
      readonly schemaUrl: string
      readonly metrics: readonly Metric[]
    }[]
  }[]
}

/** Metrics of a resource. */
export function metricsOf(resource: Resource, metrics: readonly Metric[]): OtlpMetrics {
  return { resourceMetrics: [{ resource, scopeMetrics: [{ scope, schemaUrl, metrics }] }] }
}

/** The name of a metric, its description and its unit. */
export interface Instrument {
  readonly name: string
  readonly description: string
  readonly unit: string
}

/** Values are counted since the start, and not since they were last sent. */
const cumulative = 2
/** How many combinations of attributes a metric keeps apart, as in OpenTelemetry's SDKs. */
const mostPoints = 2_000
const overflow: readonly Attribute[] = [flag('otel.metric.overflow', true)]

/** Points by their attributes. */
class Points<Point> {
  readonly #points = new Map<string, { readonly attributes: readonly Attribute[]; readonly point: Point }>()
  readonly #make: () => Point

  constructor(make: () => Point) {
    this.#make = make
  }

  of(attributes: readonly Attribute[]): Point {
    const key = JSON.stringify(attributes)
    const known = this.#points.get(key)
    if (known !== undefined) return known.point
    if (this.#points.size >= mostPoints - 1 && attributes !== overflow) return this.of(overflow)
    const point = this.#make()
    this.#points.set(key, { attributes, point })
    return point
  }

  map<Mapped>(act: (attributes: readonly Attribute[], point: Point) => Mapped): Mapped[] {
    return [...this.#points.values()].map(({ attributes, point }) => act(attributes, point))
  }
}

interface Measured {
  sum: number
  count: number
  min: number
  max: number
  readonly buckets: number[]
}

/** Measures values, such as durations. */
export class Histogram {
  readonly #instrument: Instrument
  readonly #bounds: readonly number[]
  readonly #points: Points<Measured>

  constructor(instrument: Instrument, bounds: readonly number[]) {
    this.#instrument = instrument
    this.#bounds = bounds
    this.#points = new Points(() => ({ sum: 0, count: 0, min: Infinity, max: -Infinity, buckets: bounds.map(() => 0).concat(0) }))
  }

  record(value: number, attributes: readonly Attribute[]): void {
    const point = this.#points.of(attributes)
    const above = this.#bounds.findIndex((bound) => value <= bound)
    point.buckets[above === -1 ? this.#bounds.length : above]!++
    point.sum += value
    point.count++
    point.min = Math.min(point.min, value)
    point.max = Math.max(point.max, value)
  }

  /** @param times in ms since 1970 */
  toMetric(times: { readonly start: number; readonly now: number }): Metric {
    const dataPoints = this.#points.map((attributes, { sum, count, min, max, buckets }) => ({
      attributes,
      ...timesOf(times),
      count: String(count),
      sum,
      bucketCounts: buckets.map(String),
      explicitBounds: this.#bounds,
      min,
      max,
    }))
    return { ...this.#instrument, histogram: { aggregationTemporality: cumulative, dataPoints } }
  }
}

/** Counts events. */
export class Counter {
  readonly #instrument: Instrument
  readonly #points = new Points(() => ({ count: 0 }))

  constructor(instrument: Instrument) {
    this.#instrument = instrument
  }

  add(attributes: readonly Attribute[]): void {
    this.#points.of(attributes).count++
  }

  /** @param times in ms since 1970 */
  toMetric(times: { readonly start: number; readonly now: number }): Metric {
    const dataPoints = this.#points.map((attributes, { count }) => ({ attributes, ...timesOf(times), asInt: String(count) }))
    return { ...this.#instrument, sum: { aggregationTemporality: cumulative, isMonotonic: true, dataPoints } }
  }
}

function timesOf({ start, now }: { readonly start: number; readonly now: number }): Pick<DataPoint, 'startTimeUnixNano' | 'timeUnixNano'> {
  return { startTimeUnixNano: nanoseconds(start), timeUnixNano: nanoseconds(now) }
}
