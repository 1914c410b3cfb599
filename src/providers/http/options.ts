import type { z } from 'zod'
import type { ProblemKind, Random } from '../../kit.ts'
import type { PathParameters } from './pattern.ts'

/** The argument of a route's function. */
export interface RouteRequest<Pattern extends string = string, Body = unknown> {
  /** The value of `:id` in the path, decoded. */
  readonly parameters: PathParameters<Pattern>
  /** The address, as the client would have it without brownout. */
  readonly url: URL
  readonly query: URLSearchParams
  /** JSON or a form, parsed, or a text; `undefined` if there is none. With a schema for the body: the schema's output. */
  readonly body: Body
  readonly headers: { get(name: string): string | null; has(name: string): boolean }
  /** How many earlier calls sent the same request: 0 for the first. */
  readonly attempt: number
  /** Draws for this call: the same for the same seed. */
  readonly random: Random
  /** State that the API keeps through the run: created at the first access, kept until the run is reset. */
  remember<Value>(owner: object, make: () => Value): Value
}

/** The values that a route can return: JSON, a text, a `Response`, or nothing, which is a 204. */
export type RouteAnswer = unknown

interface RouteFacts<Schema> {
  /** Its name in the journal and in `.for({ endpoint })`. Default: the pattern */
  readonly name?: string
  /** A zod schema. A body that does not fit gets a 400. Default: any body */
  readonly body?: Schema
  /** Whether it only reads. Otherwise each run is a side effect, as `observe.effect` reports one. Default: true for GET */
  readonly readOnly?: boolean
  /** Whether the same request again does nothing more. Default: true for PUT and DELETE */
  readonly idempotent?: boolean
  /** The status of its answer. Default: 200 */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** How long it takes, in ms or as text. Default: 0 */
  readonly duration?: number | `${number}${'ms' | 's' | 'm' | 'h'}`
}

/** The type of the body in the argument of a route's function. */
type BodyOf<Schema> = Schema extends z.ZodType ? z.output<Schema> : unknown

/** A route of an HTTP API. It has a function, a value or a JSON file. */
export type HttpRoute<Pattern extends string = string, Schema = unknown> = RouteFacts<Schema> &
  (
    | { respond(request: RouteRequest<Pattern, BodyOf<Schema>>): RouteAnswer; readonly value?: never; readonly file?: never }
    | { readonly value: RouteAnswer; readonly respond?: never; readonly file?: never }
    | { readonly file: string | URL; readonly respond?: never; readonly value?: never }
  )

/** The routes of an API, by their patterns. */
export type HttpRoutes<Schemas> = { readonly [Pattern in keyof Schemas]: HttpRoute<Pattern & string, Schemas[Pattern]> }

/** A failure that the API reports. */
export interface HttpProblem {
  readonly kind: ProblemKind
  readonly status: number
  readonly message: string
  /** The address of the request. */
  readonly url: URL
  /** Milliseconds in `Retry-After`, which the client should wait. */
  readonly retryAfter?: number
}

/** An error response, in the form of the API. */
export interface HttpError {
  /** Default: that of the problem */
  readonly status?: number
  /** Next to `retry-after`. Default: none */
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

/** An HTTP API that is not a model: an app's own tools, a search service, a vector store, a gateway. */
export interface HttpOptions<Schemas = Readonly<Record<string, unknown>>> {
  /** Its name in the journal and in `.for(...)`. */
  readonly name: string
  /** Its URL, such as `https://shop.example/api`, or several addresses. Nothing is sent there. */
  readonly url: string | readonly string[]
  /** Its routes, by method and path below the URL: `GET /orders/:id`. */
  readonly routes: HttpRoutes<Schemas>
  /** The form of its errors. Default: `{ statusCode, error, message }`, as Fastify and Nest write them */
  error?(problem: HttpProblem): HttpError
}
