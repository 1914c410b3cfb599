import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import type { OtlpMetrics, OtlpTraces } from '../../src/telemetry/index.ts'

/** One request that a collector was sent. */
export interface Sent {
  readonly path: string | undefined
  readonly headers: NodeJS.Dict<string | string[]>
  readonly data: unknown
}

/** A collector of OTLP/JSON over HTTP that keeps what it is sent. */
export interface Collector {
  readonly url: string
  readonly sent: readonly Sent[]
  /** What it responds with from now on. */
  status: number
  spans(): OtlpTraces['resourceSpans'][number]['scopeSpans'][number]['spans']
  metrics(): OtlpMetrics['resourceMetrics'][number]['scopeMetrics'][number]['metrics']
}

export async function startCollector(): Promise<Collector> {
  const sent: Sent[] = []
  const taken: Sent[] = []
  const take = async (request: IncomingMessage): Promise<void> => {
    const entry = { path: request.url, headers: request.headers, data: await json(request) }
    sent.push(entry)
    if (collector.status === 200) taken.push(entry)
  }
  const server = createServer((request, response) => {
    void take(request).then(() => response.writeHead(collector.status, { 'content-type': 'application/json' }).end('{}'))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const collector: Collector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    status: 200,
    spans: () => taken.flatMap(({ path, data }) => (path === '/v1/traces' ? spansOf(data as OtlpTraces) : [])),
    metrics: () => taken.filter(({ path }) => path === '/v1/metrics').flatMap(({ data }) => metricsOf(data as OtlpMetrics)),
  }
  return collector
}

export function spansOf({ resourceSpans }: OtlpTraces): OtlpTraces['resourceSpans'][number]['scopeSpans'][number]['spans'] {
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
}

export function metricsOf({ resourceMetrics }: OtlpMetrics): OtlpMetrics['resourceMetrics'][number]['scopeMetrics'][number]['metrics'] {
  return resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics))
}
