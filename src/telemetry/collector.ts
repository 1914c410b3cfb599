import { BrownoutError } from '../engine/base/errors.ts'
import { valueInWords } from '../engine/base/value-in-words.ts'
import type { OtlpMetrics } from '../otlp/metrics.ts'
import type { OtlpTraces } from '../otlp/traces.ts'

/** Takes the data of an OTLP request. */
export type Send = (signal: 'traces' | 'metrics', data: OtlpTraces | OtlpMetrics) => void | Promise<void>

/** How long a collector can take to respond, as in OpenTelemetry's exporters. */
const timeout = 10_000

/**
 * Sends OTLP/JSON over HTTP (https://opentelemetry.io/docs/specs/otlp/#otlphttp): to `/v1/traces` and `/v1/metrics` below an address.
 * @throws BrownoutError if it is not an HTTP address
 */
export function collectorAt(address: string, headers: Readonly<Record<string, string>> = {}): Send {
  const base = readAddress(address)
  const { fetch } = globalThis
  return async (signal, data) => {
    const response = await fetch(`${base}/v1/${signal}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(data),
      signal: AbortSignal.timeout(timeout),
    })
    await response.arrayBuffer()
    if (!response.ok) throw new BrownoutError(`${base}/v1/${signal} responded with status ${response.status}.`)
  }
}

function readAddress(address: string): string {
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new BrownoutError(
      `Cannot send telemetry to ${valueInWords(address)}: expected the address of a collector, such as "http://localhost:4318".`,
    )
  return url.href.replace(/\/$/, '')
}
