import OpenAI from 'openai'

/** One kind of requested answer: in one body, or as a stream of `words` words, each of which is one delta. */
export interface Load {
  readonly name: string
  readonly stream: boolean
  readonly words: number
}

export const plain: Load = { name: 'plain', stream: false, words: 50 }
export const shortStream: Load = { name: '50-word stream', stream: true, words: 50 }
export const longStream: Load = { name: '200-token stream', stream: true, words: 200 }

export const loads: readonly Load[] = [plain, shortStream, longStream]

/** How many characters a word has together with the space before the next one. */
export const wordLength = 6

/** The text of an answer. Every word is equally long, so that a server that splits by length streams it in the same chunks. */
export function textOf({ words }: Load): string {
  return Array.from({ length: words }, (_, index) => `word${index % 10}`).join(' ')
}

/** Makes one call, and reads the answer to its end. */
export type Ask = () => Promise<void>

/** A way in which an app makes a call. */
export type Client = (baseURL: string, load: Load) => Ask

function requestOf({ stream, words }: Load): OpenAI.ChatCompletionCreateParams {
  return { model: 'gpt-4o', stream, messages: [{ role: 'user', content: `Say ${words} words about my parcel.` }] }
}

/** The official SDK. It keeps the `fetch` of this moment, so create it after the interception has begun. */
const sdk: Client = (baseURL, load) => {
  const client = new OpenAI({ apiKey: 'test', baseURL, maxRetries: 0, timeout: 60_000 })
  const request = requestOf(load)
  return async () => {
    const answer = await client.chat.completions.create(request)
    let text = ''
    if (Symbol.asyncIterator in answer) for await (const { choices } of answer) text += choices[0]?.delta.content ?? ''
    else text = answer.choices[0]?.message.content ?? ''
    check(text.length, textOf(load).length)
  }
}

/** Plain `fetch`, with nothing parsed: what remains is the cost of the contender. */
const plainFetch: Client = (baseURL, load) => {
  const body = JSON.stringify(requestOf(load))
  const headers = { 'content-type': 'application/json', authorization: 'Bearer test' }
  return async () => {
    const response = await fetch(`${baseURL}/chat/completions`, { method: 'POST', headers, body })
    let bytes = 0
    for await (const piece of response.body!) bytes += piece.length
    check(bytes, textOf(load).length)
  }
}

export const clients: Readonly<Record<'openai SDK' | 'fetch', Client>> = { 'openai SDK': sdk, fetch: plainFetch }

/** A server that answers fast because it answers nothing must not win. */
function check(length: number, least: number): void {
  if (length < least) throw new Error(`Expected at least ${least} characters of answer, got ${length}.`)
}
