import type { Dialect, WireError, WireEvent } from './dialects/dialect.ts'
import type { RawResponse } from './http.ts'
import { tokensOf, wordsOf, type Said, type Wanted } from './said.ts'

/** A request, and what a provider without a fault answers. */
export interface Call {
  readonly dialect: Dialect
  readonly wanted: Wanted
  readonly said: Said
}

/** The bytes of one event. */
export function framed({ framing }: Dialect, { name, data }: WireEvent): string {
  if (framing === 'json-lines') return `${data}\n`
  const end = framing === 'crlf' ? '\r\n' : '\n'
  return `${name === undefined ? '' : `event: ${name}${end}`}data: ${data}${end}${end}`
}

export function comment({ framing }: Dialect, text: string): string {
  const end = framing === 'crlf' ? '\r\n' : '\n'
  return `: ${text}${end}${end}`
}

export function inEvents({ dialect }: Call, events: readonly WireEvent[]): RawResponse {
  return {
    status: 200,
    headers: { 'content-type': dialect.streamType, 'cache-control': 'no-cache', ...dialect.headers },
    body: events.map((event) => framed(dialect, event)),
    end: 'complete',
  }
}

export function inJson({ dialect }: Call, body: unknown): RawResponse {
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8', ...dialect.headers },
    body: [JSON.stringify(body)],
    end: 'complete',
  }
}

/** The usual answer, or one with other words. */
export function answered(call: Call, said: Said = call.said): RawResponse {
  const { dialect, wanted } = call
  return wanted.stream ? inEvents(call, dialect.events(said)) : inJson(call, dialect.body(said, wanted))
}

export function refused(call: Call, { status, headers, body }: WireError): RawResponse {
  return { ...inJson(call, body), status, headers: { ...inJson(call, body).headers, ...headers } }
}

/** The index of the first event that has not left after some tokens. */
export function indexAfter(events: readonly WireEvent[], tokens: number): number {
  let left = tokens
  for (const [index, { role, tokens: own = 1 }] of events.entries()) {
    if (role !== 'delta') continue
    if (own > left) return index
    left -= own
    if (left === 0) return index + 1
  }
  return events.length
}

/** The index of the next delta after some of them. */
export function nextDelta(events: readonly WireEvent[], after: number): number {
  return events.map(({ role }, index) => (role === 'delta' ? index : -1)).filter((index) => index >= 0)[after] ?? -1
}

export function tokensIn({ text, calls }: Said): readonly string[] {
  return [...wordsOf(text), ...calls.flatMap(({ arguments: given }) => tokensOf(given))]
}

/** The part of a JSON body that is sent after some tokens of the model. */
export function bodyUpTo(call: Call, tokens: number): string {
  const full = JSON.stringify(call.dialect.body(call.said, call.wanted))
  const said = tokensIn(call.said).slice(0, tokens).join('')
  const found = [JSON.stringify(said).slice(1, -1), said].map((text) => [full.indexOf(text), text.length] as const)
  const [at, length] = found.find(([index]) => index >= 0) ?? [full.length / 2, 0]
  return full.slice(0, at + length)
}

/** What the answer is up to some tokens: events, or the beginning of a body. */
export function upTo(call: Call, tokens: number): RawResponse {
  const events = call.dialect.events(call.said)
  if (call.wanted.stream) return inEvents(call, events.slice(0, indexAfter(events, tokens)))
  return { ...inJson(call, {}), body: [bodyUpTo(call, tokens)] }
}

/** A response with other events, if it is a stream. */
export function changing(call: Call, change: (events: readonly WireEvent[]) => readonly WireEvent[]): RawResponse {
  return call.wanted.stream ? inEvents(call, change(call.dialect.events(call.said))) : answered(call)
}

/** A response with other pieces of text. */
export function rewriting(call: Call, change: (pieces: readonly string[]) => readonly (Uint8Array | string | number)[]): RawResponse {
  const usual = answered(call)
  return { ...usual, body: change(usual.body as readonly string[]) }
}
