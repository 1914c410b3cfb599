import type { Chaos } from '../chaos/chaos.ts'
import { coreOf } from '../chaos/core.ts'
import { redactionIn } from '../engine/run/write-incident.ts'
import { checkOptions, yesOrNo, type OptionTable } from '../engine/base/options.ts'
import { word } from '../otlp/attribute.ts'
import { metricsOf } from '../otlp/metrics.ts'
import { conventions } from '../otlp/names.ts'
import { tracesOf, type Span } from '../otlp/traces.ts'
import { CallMetrics } from './call-metrics.ts'
import { spanOf } from './call-span.ts'
import { collectorAt, type Send } from './collector.ts'

/** The destination and the content of telemetry. */
export interface TelemetryOptions {
  /** The address of a collector, which gets OTLP/JSON over HTTP, or a function that takes the same data. */
  readonly to: string | Send
  /** Headers for requests to the collector, such as its API key. */
  readonly headers?: Readonly<Record<string, string>>
  /** Whether prompts and answers are in it. Default: false */
  readonly texts?: boolean
}

/** Calls as OpenTelemetry spans and metrics. */
export interface Telemetry {
  /**
   * Records the calls of a chaos as they end, also after resets.
   * @param scope names its calls, if several are recorded
   * @returns a function that ends it
   */
  watch(chaos: Chaos, scope?: string): () => void
  /**
   * Sends ended calls that were not sent yet. Call it outside of virtual time. Calls that could not be sent are kept for the next time.
   * @throws the error of the collector's connection; BrownoutError if it responds with an error
   */
  flush(): Promise<void>
  /** How many spans were dropped, since they could not be sent and too many followed. */
  readonly dropped: number
}

const optionTable: OptionTable<TelemetryOptions> = {
  to: {
    expected: 'the address of a collector, such as "http://localhost:4318", or a function (signal, data) => {}',
    accepts: (value) => typeof value === 'string' || typeof value === 'function',
  },
  headers: {
    expected: 'an object of texts, such as { authorization: "Bearer ..." }',
    accepts: (value) => typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string'),
  },
  texts: yesOrNo,
}

/** How many spans are kept while they cannot be sent. */
const mostSpans = 10_000
/** How many spans one request has at most. */
const mostPerRequest = 512

const resource = {
  attributes: [word('service.name', 'brownout'), word('brownout.semantic_conventions', conventions)],
}

/**
 * Exports calls as OpenTelemetry spans and metrics, with the names of the semantic conventions for generative AI, version 1.41.0. Faults
 * are events of spans. A call joins the trace that its request names in the header `traceparent`.
 * @throws BrownoutError if an option is wrong
 * @example
 * const telemetry = openTelemetry({ to: 'http://localhost:4318' })
 * telemetry.watch(chaos)
 * await ask('Where is my parcel?')
 * await telemetry.flush()
 */
export function openTelemetry(options: TelemetryOptions): Telemetry {
  checkOptions<TelemetryOptions>('openTelemetry()', options, optionTable, ['to'])
  return new Recorder(options)
}

class Recorder implements Telemetry {
  readonly #send: Send
  readonly #hasTexts: boolean
  readonly #metrics = new CallMetrics()
  readonly #start = Date.now()
  #spans: Span[] = []
  #hasNews = false
  #sending: Promise<void> = Promise.resolve()
  dropped = 0

  constructor({ to, headers, texts = false }: TelemetryOptions) {
    this.#send = typeof to === 'string' ? collectorAt(to, headers) : to
    this.#hasTexts = texts
  }

  watch(chaos: Chaos, scope?: string): () => void {
    return coreOf(chaos).hearRuns((run) => {
      run.journal.hearEnds((record) => {
        // It is reported again once its client disconnects.
        if (record.ending === 'hung') return
        this.#metrics.add(record, run.speed, redactionIn(run))
        this.#add(spanOf(run, record, { scope, hasTexts: this.#hasTexts }))
      })
      run.journal.hearRefusals(() => {
        this.#metrics.refuse()
        this.#hasNews = true
      })
    })
  }

  flush(): Promise<void> {
    const sent = this.#sending.then(() => this.#sendAll())
    this.#sending = sent.catch(() => {})
    return sent
  }

  #add(span: Span): void {
    this.#hasNews = true
    this.#spans.push(span)
    if (this.#spans.length <= mostSpans) return
    this.#spans.shift()
    this.dropped++
  }

  async #sendAll(): Promise<void> {
    while (this.#spans.length > 0) {
      const batch = this.#spans.slice(0, mostPerRequest)
      await this.#send('traces', tracesOf(resource, batch))
      const sent = new Set(batch)
      this.#spans = this.#spans.filter((span) => !sent.has(span))
    }
    if (!this.#hasNews) return
    const metrics = this.#metrics.all({ start: this.#start, now: Date.now() })
    await this.#send('metrics', metricsOf(resource, metrics))
    this.#hasNews = false
  }
}
