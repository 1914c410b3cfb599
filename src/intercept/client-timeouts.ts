/** How long undici waits for the headers and between two pieces of a body, in ms. 0 is forever. Absent: its default, 300 s. */
export interface ClientTimeouts {
  readonly headersTimeout?: number | undefined
  readonly bodyTimeout?: number | undefined
}

/** What a `dispatcher` of a `fetch` call has. undici is not a dependency, and Node does not export its own. */
interface Dispatcher {
  dispatch?(options: object, handler: object): unknown
}

/** Where undici keeps the dispatcher of all requests. */
const places = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')] as const
type Home = { [Place in (typeof places)[number]]?: unknown }

/**
 * Returns the timeouts that a `dispatcher` sets, such as that of @google/genai, which passes each request on to the global dispatcher without
 * any timeout. Such an object has no connections of its own: it shows its options to a dispatcher that only looks at them.
 */
export function timeoutsOf(dispatcher: Dispatcher | undefined): ClientTimeouts {
  if (dispatcher === undefined || Object.getPrototypeOf(dispatcher) !== Object.prototype) return optionsOf(dispatcher)
  let seen: ClientTimeouts = {}
  const home = globalThis as Home
  const before = places.map((place) => home[place])
  const looking = { dispatch: (options: ClientTimeouts) => ((seen = options), true) }
  try {
    for (const place of places) home[place] = looking
    dispatcher.dispatch?.({ origin: 'http://localhost', path: '/', method: 'GET' }, {})
  } catch {
    // A dispatcher that needs more than this is left at the defaults.
  } finally {
    for (const [at, place] of places.entries())
      if (before[at] === undefined) delete home[place]
      else home[place] = before[at]
  }
  return seen
}

/** The options of an undici `Agent`, which it keeps under a symbol of its own. */
function optionsOf(dispatcher: Dispatcher | undefined): ClientTimeouts {
  const own = Object.getOwnPropertySymbols(dispatcher ?? {}).find(({ description }) => description === 'options')
  return own === undefined ? {} : ((dispatcher as Readonly<Record<symbol, ClientTimeouts | undefined>>)[own] ?? {})
}

/** Whether a client with these timeouts goes on waiting instead of getting an error with this code. */
export function waitsOn({ headersTimeout, bodyTimeout }: ClientTimeouts, code: string): boolean {
  return (headersTimeout === 0 && code === 'UND_ERR_HEADERS_TIMEOUT') || (bodyTimeout === 0 && code === 'UND_ERR_BODY_TIMEOUT')
}
