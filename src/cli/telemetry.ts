import { appendFileSync } from 'node:fs'
import { format, parse } from 'node:path'
import type { Chaos } from '../chaos/chaos.ts'
import { counted } from '../engine/base/counted.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { writePrivate } from '../report/files/private-file.ts'
import { openTelemetry, type Send } from '../telemetry/index.ts'
import type { ChaosSettings } from './chaos-options.ts'

/** How often ended calls are sent, in ms. As in OpenTelemetry's SDKs. */
const interval = 5_000

/** Watches the calls of a command. */
export interface VerbTelemetry {
  watch(chaos: Chaos, scope?: string): void
  /** Sends the rest. Returns the lines to print: the place of the telemetry, or the reason why it is missing. */
  close(): Promise<readonly string[]>
}

/**
 * OpenTelemetry spans and metrics of the calls of a command, if requested. `OTEL_EXPORTER_OTLP_HEADERS` has the headers that a
 * collector needs, as for OpenTelemetry's SDKs.
 * @throws BrownoutError if the file cannot be written
 */
export function telemetryOf({ otlp, otlpTexts }: Pick<ChaosSettings, 'otlp' | 'otlpTexts'>): VerbTelemetry {
  if (otlp === undefined) return { watch() {}, close: async () => [] }
  const isAddress = /^https?:\/\//.test(otlp)
  const headers = isAddress ? headersOf(process.env['OTEL_EXPORTER_OTLP_HEADERS'] ?? '') : {}
  const telemetry = openTelemetry({ to: isAddress ? otlp : linesIn(otlp), headers, texts: otlpTexts })
  let problem: string | undefined
  const flush = async (): Promise<void> => {
    try {
      await telemetry.flush()
      problem = undefined
    } catch (error) {
      const before = problem
      problem = `Cannot send telemetry to ${otlp}: ${messageOf(error)}`
      if (before === undefined) console.error(problem)
    }
  }
  const timer = setInterval(() => void flush(), interval).unref()
  return {
    watch: (chaos, scope) => void telemetry.watch(chaos, scope),
    async close() {
      clearInterval(timer)
      await flush()
      const dropped =
        telemetry.dropped === 0 ? [] : [`${counted(telemetry.dropped, 'span')} dropped: the collector did not take them in time.`]
      return [...(problem === undefined ? [`Telemetry: ${otlp}`] : [problem]), ...dropped]
    },
  }
}

/**
 * Writes OTLP's JSON lines (https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/). A file has one signal: metrics are in
 * `trace.metrics.jsonl`, next to `trace.jsonl`.
 * @throws BrownoutError if it cannot be written
 */
function linesIn(path: string): Send {
  const { dir, name, ext } = parse(path)
  const files = { traces: path, metrics: format({ dir, name: `${name}.metrics`, ext }) }
  try {
    for (const file of Object.values(files)) writePrivate(file, '')
  } catch (error) {
    throw new BrownoutError(`Cannot write the telemetry: ${messageOf(error)}`, { cause: error })
  }
  return (signal, data) => appendFileSync(files[signal], `${JSON.stringify(data)}\n`)
}

/**
 * `key=value,key=value`, with values encoded as in URLs (https://opentelemetry.io/docs/specs/otel/protocol/exporter/).
 * @throws BrownoutError if it is anything else
 */
function headersOf(text: string): Record<string, string> {
  const pairs = text.split(',').filter((pair) => pair.trim() !== '')
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name, value] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? []
      if (name === undefined || value === undefined)
        throw new BrownoutError('Cannot read OTEL_EXPORTER_OTLP_HEADERS: expected key=value pairs, separated by commas.')
      return [name, decodeURIComponent(value)]
    }),
  )
}

/** The message of an error. fetch has it in the cause. */
function messageOf(error: unknown): string {
  const { message, cause } = error as Error
  return cause instanceof Error && cause.message !== '' ? `${message}: ${cause.message}` : message
}
