import type { HttpRoute } from './options.ts'

/** What a route answers, as a reply has it. */
export interface RouteResponse {
  readonly parts: readonly { readonly type: 'text' | 'data'; readonly text: string }[]
  readonly head: { readonly status: number; readonly headers: Readonly<Record<string, string>> }
}

/** Makes a response of what a route returns: a `Response`, a text, JSON, or nothing. */
export async function responseOf(answer: unknown, { status = 200, headers = {} }: HttpRoute): Promise<RouteResponse> {
  if (answer instanceof Response) {
    const own = Object.fromEntries(answer.headers)
    const type = own['content-type'] ?? ''
    const text = await answer.text()
    const isJson = /^application\/(?:[\w.+-]+\+)?json/.test(type) && isJsonText(text)
    return { parts: partsOf(text, isJson), head: { status: answer.status, headers: { ...named(headers), ...own } } }
  }
  if (answer === undefined) return { parts: [], head: { status: status === 200 ? 204 : status, headers: named(headers) } }
  if (typeof answer === 'string')
    return { parts: partsOf(answer, false), head: { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...named(headers) } } }
  return { parts: partsOf(JSON.stringify(answer), true), head: { status, headers: named(headers) } }
}

function partsOf(text: string, isJson: boolean): RouteResponse['parts'] {
  return text === '' ? [] : [{ type: isJson ? 'data' : 'text', text }]
}

function named(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
