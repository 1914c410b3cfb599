import type { Delivery } from '../engine/delivery.ts'
import type { ConnectionError } from '../engine/connection.ts'

const deliveries = new WeakMap<Response, Delivery>()

/** The delivery behind a response that brownout made, where it made it. */
export function deliveryOf(response: Response): Delivery | undefined {
  return deliveries.get(response)
}

const withoutBody: ReadonlySet<number> = new Set([204, 205, 304])

/**
 * A delivery as a fetch response. The body is pulled: a frame is made when the client reads it.
 * @throws ConnectionError where the connection breaks before the headers. Never settles where the provider never answers.
 */
export async function respond(delivery: Delivery): Promise<Response> {
  const { status, headers } = await delivery.head()
  const body = withoutBody.has(status) ? null : bodyOf(delivery)
  const response = new Response(body, { status, headers })
  deliveries.set(response, delivery)
  return response
}

function bodyOf(delivery: Delivery): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const bytes = await delivery.read()
          if (bytes === undefined) controller.close()
          else controller.enqueue(bytes)
        } catch (error) {
          controller.error(terminated(error))
        }
      },
      cancel() {
        delivery.abort()
      },
    },
    { highWaterMark: 0 },
  )
}

/** A body that breaks, as Node's fetch words it (undici, lib/web/fetch/index.js, "terminated"). */
export function terminated(cause: unknown): TypeError {
  return new TypeError('terminated', { cause })
}

/**
 * A response that stands for a connection which broke before any header came. MSW cannot take such an error from a
 * handler without printing it; reading this response throws it instead, past the place where MSW prints.
 */
export function brokenConnection(error: ConnectionError): Response {
  const fail = (): never => {
    throw error
  }
  return Object.defineProperties(new Response(null), { clone: { value: fail }, headers: { get: fail } })
}

/**
 * Answers a request that brownout itself cannot let through, in a way that no SDK retries and that reads as what it is.
 * 400 with `x-should-retry: false`: the only pair that openai, anthropic, ai and langchain all give up on at once.
 */
export function refusal(kind: 'unhandled_request' | 'fault_bug' | 'emulator_bug', message: string): Response {
  const error = { type: `brownout_${kind}`, code: `brownout_${kind}`, message, param: null }
  return Response.json({ type: 'error', error }, { status: 400, headers: { 'x-should-retry': 'false', 'x-brownout': kind } })
}
