import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, onTestFinished, vi } from 'vitest'
import { telemetryOf } from '../../src/cli/telemetry.ts'
import { brownout, openai } from '../../src/index.ts'
import { startCollector } from '../telemetry/collector.ts'
import { metricsSchema, tracesSchema } from '../telemetry/otlp-schema.ts'

const folder = mkdtempSync(join(tmpdir(), 'brownout-otlp-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function callOnce(chaos: ReturnType<typeof brownout>): Promise<void> {
  const release = chaos.intercept()
  const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Where is my parcel?' }] })
  const headers = { authorization: 'Bearer none', 'content-type': 'application/json' }
  const asked = fetch('https://api.openai.com/v1/chat/completions', { method: 'POST', headers, body })
  await asked.then((response) => response.text()).finally(release)
}

/** What a JSON lines file has. */
function linesOf(path: string): unknown[] {
  const lines = readFileSync(path, 'utf8').split('\n')
  expect(lines.at(-1)).toBe('')
  return lines.slice(0, -1).map((line) => JSON.parse(line) as unknown)
}

it('writes spans and metrics to one private file of JSON lines each', async () => {
  const path = join(folder, 'trace.jsonl')
  const telemetry = telemetryOf({ otlp: path, otlpTexts: false })
  const chaos = brownout({ providers: [openai()] })
  telemetry.watch(chaos)
  await callOnce(chaos)
  expect(await telemetry.close()).toEqual([`Telemetry: ${path}`])
  for (const line of linesOf(path)) tracesSchema.parse(line)
  for (const line of linesOf(join(folder, 'trace.metrics.jsonl'))) metricsSchema.parse(line)
  expect(linesOf(path)).toHaveLength(1)
  expect(readFileSync(path, 'utf8')).not.toContain('parcel')
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

it('reports at once that a file cannot be written', () => {
  expect(() => telemetryOf({ otlp: join(folder, 'missing/trace.jsonl'), otlpTexts: false })).toThrow('Cannot write the telemetry: ENOENT')
})

it('sends the headers of the environment, with texts on request', async () => {
  vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'authorization=Bearer%20abc, x-team = parcels')
  onTestFinished(() => void vi.unstubAllEnvs())
  const collector = await startCollector()
  const telemetry = telemetryOf({ otlp: collector.url, otlpTexts: true })
  const chaos = brownout({ providers: [openai()] })
  telemetry.watch(chaos)
  await callOnce(chaos)
  await telemetry.close()
  expect(collector.sent[0]!.headers).toMatchObject({ authorization: 'Bearer abc', 'x-team': 'parcels' })
  expect(JSON.stringify(collector.spans())).toContain('Where is my parcel?')
})

it('reports once that a collector does not accept it, and the result at the end', async () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => void printed.mockRestore())
  const collector = await startCollector()
  collector.status = 401
  const telemetry = telemetryOf({ otlp: collector.url, otlpTexts: false })
  const chaos = brownout({ providers: [openai()] })
  telemetry.watch(chaos)
  await callOnce(chaos)
  const problem = `Cannot send telemetry to ${collector.url}: ${collector.url}/v1/traces responded with status 401.`
  expect(await telemetry.close()).toEqual([problem])
  expect(printed.mock.calls).toEqual([[problem]])
})

it('refuses headers that are not pairs', () => {
  vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'Bearer abc')
  onTestFinished(() => void vi.unstubAllEnvs())
  expect(() => telemetryOf({ otlp: 'http://localhost:4318', otlpTexts: false })).toThrow('Cannot read OTEL_EXPORTER_OTLP_HEADERS')
})
