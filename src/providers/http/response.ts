import type { HttpRoute } from './options.ts'

/** The response of a route in the form of a reply. */
export interface RouteResponse {
  readonly parts: readonly { readonly type: 'text'; readonly text: string }[]
  readonly head: { readonly status: number; readonly headers: Readonly<Record<string, string>> }
}

/** Makes a response from the value that a route returns: a `Response`, a text, JSON, or nothing. */
export async function responseOf(answer: unknown, { status = 200, headers = {} }: HttpRoute): Promise<RouteResponse> {
  const given = named(headers)
  if (answer instanceof Response) return response(answer.status, { ...given, ...Object.fromEntries(answer.headers) }, await answer.text())
  if (answer === undefined) return response(status === 200 ? 204 : status, given, '')
  if (typeof answer === 'string') return response(status, { 'content-type': 'text/plain; charset=utf-8', ...given }, answer)
  return response(status, { 'content-type': 'application/json', ...given }, JSON.stringify(answer))
}

function response(status: number, headers: Readonly<Record<string, string>>, text: string): RouteResponse {
  return { parts: text === '' ? [] : [{ type: 'text', text }], head: { status, headers } }
}

function named(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}
