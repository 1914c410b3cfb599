import { event, type WireEvent } from './dialects/dialect.ts'
import type { RawAnswer } from './http.ts'
import { tokensOf, wordsOf, type Said } from './said.ts'
import { answered, changing, comment, framed, inEvents, inJson, nextDelta, refused, rewriting, tokensIn, upTo, type Call } from './wire.ts'

/** A request of a cell. */
export interface FaultyCall extends Call {
  /** The number of earlier requests. */
  readonly before: number
  /** What the model answers if the plan is about its words, which do not depend on the wire. */
  readonly otherwise: Said
}

type Play = (call: FaultyCall) => RawAnswer

const afterTokens = 3
const page =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n'

/** A fault on the first request only. */
const once =
  (play: Play): Play =>
  (call) =>
    call.before === 0 ? play(call) : answered(call)

const rateLimited: Play = (call) => refused(call, call.dialect.error('rate-limit'))
const overloaded: Play = (call) => refused(call, call.dialect.error('overloaded'))

/** The model answers something else. */
const saying =
  (change: (said: Said) => Said): Play =>
  (call) =>
    answered(call, change(call.said))

function inserting(call: Call, at: number, inserted: WireEvent): RawAnswer {
  return changing(call, (events) => {
    const index = nextDelta(events, at)
    return index < 0 ? events : [...events.slice(0, index), inserted, ...events.slice(index)]
  })
}

function cutAfter(said: Said, tokens: number): Said {
  const words = wordsOf(said.text).slice(0, tokens)
  const calls = said.calls.map((call) => ({ ...call, arguments: tokensOf(call.arguments).slice(0, tokens).join('') }))
  return tokensIn(said).length <= tokens ? said : { ...said, text: words.join(''), calls, stop: 'length' }
}

function bytesOf(pieces: readonly string[]): Buffer[] {
  return [...Buffer.from(pieces.join(''), 'utf8')].map((byte) => Buffer.from([byte]))
}

function pinging(call: FaultyCall): RawAnswer {
  const { dialect } = call
  const ping = dialect.ping === undefined ? comment(dialect, 'keep-alive') : framed(dialect, dialect.ping)
  const start = upTo(call, afterTokens)
  const pings = Array.from({ length: 240 }, () => [15_000, ping] as const)
  return { ...start, body: [...start.body, ...pings.flat()], end: 'never' }
}

const perToken = 2_000

/** A model that is slow with each token, also those that its provider collects. */
function slowDrip(call: FaultyCall): RawAnswer {
  const usual = answered(call)
  const waits = call.wanted.stream
    ? call.dialect.events(call.said).map(({ role, tokens = 1 }) => (role === 'delta' ? tokens * perToken : 0))
    : [tokensIn(call.said).length * perToken]
  return { ...usual, body: usual.body.flatMap((piece, at) => [waits[at] ?? 0, piece]) }
}

/** Every plan of the matrix, as bytes. */
export const rawFaults: Readonly<Record<string, Play>> = {
  'truncated-stream': (call) => upTo(call, afterTokens),
  'truncated-stream:ending=reset': (call) => ({ ...upTo(call, afterTokens), end: 'reset' }),
  'truncated-stream:ending=closed': (call) => ({ ...upTo(call, afterTokens), end: 'closed' }),
  'terminal-event-missing': (call) => changing(call, (events) => events.filter(({ role }) => role !== 'finish' && role !== 'terminal')),
  'unterminated-event': (call) => rewriting(call, (pieces) => [...pieces.slice(0, -1), pieces.at(-1)!.replace(/(\r?\n)\r?\n$/, '$1')]),
  'wrong-content-length': (call) => {
    const usual = answered(call)
    return { ...usual, length: 200, end: 'closed' }
  },
  'html-error': () => ({ status: 502, headers: { server: 'cloudflare', 'content-type': 'text/html' }, body: [page], end: 'complete' }),
  'wrong-content-type': (call) => {
    const usual = answered(call)
    return { ...usual, headers: { ...usual.headers, 'content-type': 'text/plain' } }
  },
  'ignored-stream': (call) => inJson(call, call.dialect.body(call.said, call.wanted)),
  'empty-body': (call) => ({ ...answered(call), body: [] }),
  'empty-answer': saying((said) => ({ ...said, text: '', calls: [], stop: 'stop' })),
  'no-choices': (call) =>
    call.wanted.stream
      ? inserting(call, afterTokens, call.dialect.emptyEvent)
      : inJson(call, call.dialect.emptied(call.dialect.body(call.said, call.wanted))),
  'error-with-status-200': (call) => ({ ...refused(call, call.dialect.error('overloaded')), status: 200 }),
  'connection-reset': () => 'reset',
  'connection-reset:first=1': once(() => 'reset'),
  'headers-timeout': () => 'silent',
  'body-timeout': (call) => ({ ...upTo(call, afterTokens), end: 'never' }),
  'stalled-stream:pingEvery=15s': pinging,
  'comments-only': (call) => ({
    ...inEvents(call, []),
    body: Array.from({ length: 6 }, () => [comment(call.dialect, 'processing'), 10_000] as const).flat(),
  }),
  'invalid-tool-arguments': (call) => answered(call, call.otherwise),
  'unknown-tool': saying((said) => ({ ...said, calls: said.calls.map((call) => ({ ...call, name: `${call.name}_v2` })) })),
  'repeated-tool-call': saying((said) => ({ ...said, calls: said.calls.flatMap((call) => [call, { ...call, id: 'call_2' }]) })),
  'endless-tool-loop': (call) => {
    const { wanted, before } = call
    const [name] = wanted.tools
    const again = name !== undefined && wanted.hasToolResult
    if (!again) return answered(call)
    return answered(call, {
      ...call.otherwise,
      text: '',
      stop: 'tools',
      calls: [{ ...call.otherwise.calls[0]!, id: `call_${before + 1}` }],
    })
  },
  'malformed-event': (call) => {
    if (!call.wanted.stream) return rewriting(call, ([body = '']) => [body.slice(0, Math.ceil(body.length / 2))])
    return changing(call, (events) => {
      const index = nextDelta(events, afterTokens)
      return events.map((each, at) => (at === index ? { ...each, data: each.data.slice(0, Math.ceil(each.data.length / 2)) } : each))
    })
  },
  'mid-stream-error': (call) => {
    if (!call.wanted.stream) return overloaded(call)
    const start = upTo(call, afterTokens)
    return { ...start, body: [...start.body, ...call.dialect.failure.map((each) => framed(call.dialect, each))] }
  },
  'rate-limited': rateLimited,
  'rate-limited:first=1': once(rateLimited),
  'quota-exhausted': (call) => refused(call, call.dialect.error('quota')),
  'invalid-structured-output': (call) => answered(call, call.otherwise),
  overloaded,
  'overloaded:first=1': once(overloaded),
  'server-error:first=1': once((call) => refused(call, call.dialect.error('server-error'))),
  'truncated-at-max-tokens': saying((said) => cutAfter(said, 5)),
  'content-filter': saying((said) => ({
    ...said,
    text: said.text.slice(0, Math.floor(said.text.length * 0.3)),
    calls: [],
    stop: 'filter',
  })),
  refusal: saying((said) => ({ ...said, text: 'I cannot help with that.', calls: [], stop: 'refusal' })),
  'authentication-failed': (call) => refused(call, call.dialect.error('authentication')),
  'context-length-exceeded': (call) => refused(call, call.dialect.error('context')),
  'duplicated-event': (call) =>
    changing(call, (events) => {
      const index = nextDelta(events, afterTokens)
      return events.flatMap((each, at) => (at === index ? [each, each] : [each]))
    }),
  'event-after-terminal': (call) =>
    changing(call, (events) => {
      const end = events.at(-1)?.data === '[DONE]' ? -1 : events.length
      return [...events.slice(0, end), events.findLast(({ role }) => role === 'delta')!, ...events.slice(end)]
    }),
  'unknown-event': (call) => inserting(call, afterTokens, event('other', { type: 'keepalive' }, 'keepalive')),
  'slow-first-token': (call) => ({ ...answered(call), lateBy: 30_000 }),
  'slow-drip': slowDrip,
  'confidently-wrong': (call) => answered(call, call.otherwise),
  'usage-missing': saying((said) => ({ ...said, hasUsage: false })),
  'unknown-finish-reason': saying((said) => ({ ...said, stop: 'unknown' })),
  'split-bytes': (call) => rewriting(call, bytesOf),
  'coalesced-bytes': (call) =>
    rewriting(call, (pieces) => pieces.flatMap((_, at) => (at % 8 === 0 ? [pieces.slice(at, at + 8).join('')] : []))),
  'keep-alive-comments': (call) => rewriting(call, (pieces) => pieces.flatMap((piece) => [comment(call.dialect, 'keep-alive'), piece])),
  'carriage-returns': (call) => rewriting(call, (pieces) => pieces.map((piece) => piece.replaceAll(/\r?\n/g, '\r\n'))),
  'unspaced-fields': (call) => rewriting(call, (pieces) => pieces.map((piece) => piece.replaceAll(/^(event|data): /gm, '$1:'))),
  'byte-order-mark': (call) => rewriting(call, ([first = '', ...rest]) => [`\uFEFF${first}`, ...rest]),
}

/** The plan whose server is not there. */
export const refusedConnection = 'connection-refused'
