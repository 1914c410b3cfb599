import { checkOptions, defineProvider, type OptionTable, type Provider } from '../../kit.ts'
import type { HttpOptions, HttpRoute } from './options.ts'
import { placeOptions } from './place-options.ts'
import { servedRoute, type ServedRoute } from './route.ts'
import { routeEndpoint } from './route-endpoint.ts'

const table: OptionTable<HttpOptions> = {
  ...placeOptions,
  routes: {
    expected: 'routes by their patterns, such as { "GET /orders/:id": { value: { state: "sent" } } }',
    accepts: (value) => typeof value === 'object' && value !== null && Object.keys(value).length > 0,
  },
  error: {
    expected: 'a function, such as ({ status, message }) => ({ status, body: { message } })',
    accepts: (value) => typeof value === 'function',
  },
}

const routeOptions: OptionTable<HttpRoute> = {
  name: { expected: 'a name, such as "get-order"', accepts: (value) => typeof value === 'string' && value !== '' },
  body: { expected: 'a zod schema', accepts: (value) => typeof value === 'object' && value !== null },
  readOnly: { expected: 'true or false', accepts: (value) => typeof value === 'boolean' },
  idempotent: { expected: 'true or false', accepts: (value) => typeof value === 'boolean' },
  status: {
    expected: 'an HTTP status, such as 201',
    accepts: (value) => Number.isInteger(value) && Number(value) >= 200 && Number(value) < 600,
  },
  headers: { expected: 'headers by their names', accepts: (value) => typeof value === 'object' && value !== null },
  duration: { expected: 'milliseconds, or a text such as "2s"', accepts: () => true },
  respond: { expected: 'a function', accepts: (value) => typeof value === 'function' },
  value: { expected: 'a value', accepts: () => true },
  file: { expected: 'a path, or a file URL', accepts: (value) => typeof value === 'string' || value instanceof URL },
}

/**
 * Emulates an HTTP API that is not a model with your routes: your own tools, a search service, a vector store.
 * @throws BrownoutError if an option is unknown or cannot be used
 * @example
 * const shop = http({
 *   name: 'shop',
 *   url: 'https://shop.example/api',
 *   routes: {
 *     'GET /orders/:id': { respond: ({ parameters: { id } }) => ({ id, state: 'sent' }) },
 *     'POST /orders': { body: z.object({ item: z.string() }), status: 201, respond: ({ body }) => ({ ordered: body.item }) },
 *   },
 * })
 * brownout({ providers: [shop] })
 */
export function http<const Schemas>(options: HttpOptions<Schemas>): Provider {
  checkOptions<HttpOptions>('http()', options, table, ['name', 'url', 'routes'])
  const { name, url, routes } = options
  // A parameter takes any segment, so patterns with fewer of them are first.
  const served = Object.entries<HttpRoute>(routes as Readonly<Record<string, HttpRoute>>)
    .map(([pattern, route]) => routeOf(pattern, route, name))
    .toSorted((one, other) => one.pattern.names.length - other.pattern.names.length)
  return defineProvider({
    name,
    baseUrls: typeof url === 'string' ? [url] : url,
    bodyLengths: 'all',
    endpoints: served.map((route) => routeEndpoint(route, options)),
  })
}

function routeOf(pattern: string, route: HttpRoute, api: string): ServedRoute {
  checkOptions<HttpRoute>(`http(): the route "${pattern}"`, route, routeOptions)
  return servedRoute(pattern, route, api)
}
