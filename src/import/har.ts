import { z } from 'zod'
import { wordingOfIssues } from '../engine/base/wrong-value.ts'
import { endOfStream } from './har-body.ts'
import { noAnswer } from './failure.ts'
import { placeOf } from './hosts.ts'
import { logOf, unknownCall, type Log, type LoggedCall, type Row } from './log.ts'

/** The schema of a HAR file, without its entries: http://www.softwareishard.com/blog/har-12-spec/. */
export const harSchema = z.object({ log: z.object({ entries: z.array(z.unknown()) }) })

const entrySchema = z.object({
  startedDateTime: z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'expected a time such as "2026-05-01T09:00:00Z"'),
  /** Total milliseconds. Playwright writes -1 if no answer arrived. */
  time: z.number(),
  request: z.object({ method: z.string(), url: z.url(), postData: z.object({ text: z.string().nullish() }).nullish() }),
  response: z.object({
    /** Browsers write 0 if no answer arrived, and Playwright -1. */
    status: z.int().min(-1),
    headers: z.union([z.array(z.object({ name: z.string(), value: z.string() })), z.record(z.string(), z.unknown())]).catch([]),
    content: z.object({ mimeType: z.string().optional(), text: z.string().optional(), encoding: z.string().optional() }).default({}),
    /** Added by Chrome and Playwright if no answer arrived: `net::ERR_CONNECTION_RESET`, `NS_ERROR_NET_RESET`. */
    _error: z.string().nullish(),
    _failureText: z.string().nullish(),
  }),
  /** -1 if a timing does not apply. */
  timings: z.object({ wait: z.number().optional() }).default({}),
})

type Entry = z.output<typeof entrySchema>

/** Reads the model calls of a HAR file. The bodies provide the model's name, the error's code and the end of a stream. */
export function readHar({ log: { entries } }: z.output<typeof harSchema>): Log {
  return logOf(
    'HAR',
    entries.map((entry, index) => [`entry ${index + 1}`, rowOf(entry, `entry ${index + 1}`)]),
  )
}

function rowOf(data: unknown, place: string): Row {
  const result = entrySchema.safeParse(data)
  if (!result.success) return { unusable: wordingOfIssues(result.error.issues, data) }
  const { request } = result.data
  const url = new URL(request.url)
  const found = placeOf(url)
  if (found === undefined || request.method !== 'POST') return { ignored: `${request.method} ${url.host}: no question to a known provider` }
  const { call, untaken } = callOf(result.data, place, url)
  return { call: { ...call, ...found }, untaken }
}

function callOf(entry: Entry, place: string, url: URL): { readonly call: Omit<LoggedCall, 'provider'>; readonly untaken: string[] } {
  const { startedDateTime, time, request, response, timings } = entry
  const asked = objectOf(request.postData?.text ?? undefined)
  const text = textOf(response.content)
  const { mimeType = '' } = response.content
  // AWS streams in its own frames, application/vnd.amazon.eventstream, which are not parsed.
  const isStreamed = /event-?stream/.test(mimeType)
  const isReadable = mimeType.startsWith('text/event-stream') && text !== undefined
  const end = isReadable && response.status < 400 ? endOfStream(text) : undefined
  const call = {
    ...unknownCall,
    place,
    at: Date.parse(startedDateTime),
    host: url.host,
    model: typeof asked?.['model'] === 'string' ? asked['model'] : undefined,
    stream: isStreamed || asked?.['stream'] === true,
    status: response.status <= 0 ? undefined : response.status,
    error: end?.error ?? errorOf(entry, text),
    retryAfter: retryAfterOf(response.headers),
    firstByte: timings.wait === undefined || timings.wait < 0 ? undefined : timings.wait,
    latency: time < 0 ? undefined : time,
    ending: end?.ending,
    deltas: end?.deltas,
  }
  const isUnclear = isStreamed && response.status < 400 && end === undefined
  return {
    call,
    untaken: [
      ...(isUnclear ? ['whether the streamed answer was complete: the file does not contain its text'] : []),
      ...(isStreamed && end !== undefined ? ['the pace of a streamed answer'] : []),
    ],
  }
}

function textOf({ text, encoding }: Entry['response']['content']): string | undefined {
  return text === undefined || encoding !== 'base64'
    ? text
    : new TextDecoder().decode(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)))
}

function objectOf(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined
  } catch {
    return undefined
  }
}

/** Returns the code, or else the type, of an error's body; or why no answer arrived. */
function errorOf({ response: { status, _error, _failureText } }: Entry, text: string | undefined): string | undefined {
  if (status <= 0) return _failureText ?? _error ?? noAnswer
  if (status < 400) return undefined
  const { code, type } = (objectOf(text)?.['error'] ?? {}) as { readonly code?: unknown; readonly type?: unknown }
  return [code, type].find((word) => typeof word === 'string')
}

/** `retry-after-ms` overrides `retry-after`, as in the SDKs; a date counts as unknown. */
function retryAfterOf(headers: Entry['response']['headers']): LoggedCall['retryAfter'] {
  const named = Array.isArray(headers) ? headers.map(({ name, value }) => [name, value] as const) : Object.entries(headers)
  const valueOf = (name: string): unknown => named.find(([other]) => other.toLowerCase() === name)?.[1]
  const [inMilliseconds, inSeconds] = [valueOf('retry-after-ms'), valueOf('retry-after')]
  if (inMilliseconds === undefined && inSeconds === undefined) return 'none'
  const wait = inMilliseconds === undefined ? Number(inSeconds) * 1_000 : Number(inMilliseconds)
  return Number.isFinite(wait) && wait >= 0 ? wait : undefined
}
