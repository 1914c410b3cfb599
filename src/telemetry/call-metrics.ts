import type { JournalCall } from '../engine/model/journal.ts'
import type { redactionIn } from '../engine/run/write-incident.ts'
import { word } from '../otlp/attribute.ts'
import { errorAttributes, kindAttributes } from '../otlp/call-attributes.ts'
import { Counter, Histogram, type Metric } from '../otlp/metrics.ts'

/** The bounds that the conventions require, in seconds. */
const seconds = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92]
/** The bounds that the conventions require, in tokens. */
const tokens = [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864]

/** The metrics of calls: the conventions' metrics of clients, and brownout's own of faults and refused requests. */
export class CallMetrics {
  readonly #duration = new Histogram(
    { name: 'gen_ai.client.operation.duration', description: 'GenAI operation duration.', unit: 's' },
    seconds,
  )
  readonly #firstChunk = new Histogram(
    { name: 'gen_ai.client.operation.time_to_first_chunk', description: 'Time to receive the first chunk.', unit: 's' },
    seconds,
  )
  readonly #tokens = new Histogram(
    { name: 'gen_ai.client.token.usage', description: 'Number of input and output tokens used.', unit: '{token}' },
    tokens,
  )
  readonly #faults = new Counter({ name: 'brownout.faults', description: 'Faults that fired.', unit: '{fault}' })
  readonly #refused = new Counter({
    name: 'brownout.requests.refused',
    description: 'Requests that no provider serves.',
    unit: '{request}',
  })

  /**
   * @param speed how much faster the providers' time passes than the client's
   * @param clean removes secrets
   */
  add(call: JournalCall, speed: number, clean: ReturnType<typeof redactionIn>): void {
    const kind = clean(kindAttributes(call))
    const secondsTo = (moment: number): number => (moment - call.startedAt) / speed / 1_000
    this.#duration.record(secondsTo(call.endedAt ?? call.startedAt), [...kind, ...errorAttributes(call)])
    if (call.stream && call.firstByteAt !== undefined) this.#firstChunk.record(secondsTo(call.firstByteAt), kind)
    if (call.usage !== undefined) {
      this.#tokens.record(call.usage.inputTokens, [...kind, word('gen_ai.token.type', 'input')])
      this.#tokens.record(call.usage.outputTokens, [...kind, word('gen_ai.token.type', 'output')])
    }
    for (const { fault } of call.fired) this.#faults.add([word('brownout.fault.name', fault), ...kind])
  }

  refuse(): void {
    this.#refused.add([])
  }

  /**
   * All metrics that have values.
   * @param times in ms since 1970
   */
  all(times: { readonly start: number; readonly now: number }): readonly Metric[] {
    const metrics = [this.#duration, this.#firstChunk, this.#tokens, this.#faults, this.#refused].map((each) => each.toMetric(times))
    return metrics.filter(({ histogram, sum }) => (histogram ?? sum)!.dataPoints.length > 0)
  }
}
