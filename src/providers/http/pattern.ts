import { BrownoutError, decodedPath, valueInWords, type Endpoint } from '../../kit.ts'

type NamesIn<Path extends string> = Path extends `${infer First}/${infer Rest}`
  ? NamesIn<First> | NamesIn<Rest>
  : Path extends `:${infer Name}`
    ? Name
    : never

/** The parameters in the path of a pattern: those of `GET /orders/:id` are `{ id: string }`. */
export type PathParameters<Pattern extends string> = string extends Pattern
  ? Readonly<Record<string, string>>
  : { readonly [Name in NamesIn<Pattern>]: string }

/** A pattern such as `GET /orders/:id`, ready to be matched. */
export interface RoutePattern {
  readonly method: Endpoint['method']
  readonly path: string
  readonly expression: RegExp
  /** The end of a path below any base URL, with the slashes that servers take for none. */
  readonly suffix: RegExp
  readonly names: readonly string[]
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const satisfies readonly Endpoint['method'][]

/** @throws BrownoutError if it is not a method and a path */
export function routePattern(pattern: string, api: string): RoutePattern {
  const [, given, path = ''] = /^(\S+) +(\/\S*)$/.exec(pattern) ?? []
  const method = methods.find((each) => each === given)
  if (method === undefined)
    throw new BrownoutError(
      `Cannot set up the route ${valueInWords(pattern)} of "${api}": expected one of ${methods.join(', ')} and a path, such as "GET /orders/:id".`,
    )
  const names: string[] = []
  const segments = path.split('/').filter((segment) => segment !== '')
  const source = segments.map((segment) => {
    if (!segment.startsWith(':')) return `/${segment.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}`
    names.push(segment.slice(1))
    return '/([^/]+)'
  })
  const below = source.join('')
  return { method, path: path.replace(/\/$/, ''), expression: new RegExp(`^${below}$`), suffix: new RegExp(`${below}/*$`), names }
}

/** The parameters in the path of a URL that matches: decoded, by their names. */
export function pathParameters({ suffix, names }: RoutePattern, { pathname }: URL): Readonly<Record<string, string>> {
  const [, ...values] = suffix.exec(pathname) ?? []
  return Object.fromEntries(names.map((name, index) => [name, decodedPath(values[index] ?? '')]))
}
