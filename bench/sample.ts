import { textOf, type Load } from './load.ts'
import { brownout, openai } from './subject.ts'

/** An answer as it went over the wire, for servers that send the same bytes without any work. */
export interface Sample {
  readonly headers: Readonly<Record<string, string>>
  /** One per event, or the complete body. */
  readonly pieces: readonly Uint8Array<ArrayBuffer>[]
}

/** The base URL for the client of a contender in this process. */
export const openaiURL = 'https://api.openai.com/v1'

/** brownout's own answer to a load, taken once. */
export async function sampleOf(load: Load): Promise<Sample> {
  const release = brownout({ providers: [openai()], answers: () => ({ parts: [{ type: 'text', text: textOf(load) }] }) }).intercept()
  try {
    const response = await fetch(`${openaiURL}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
      body: JSON.stringify({ model: 'gpt-4o', stream: load.stream, messages: [{ role: 'user', content: 'Where is my parcel?' }] }),
    })
    const { 'transfer-encoding': _, ...headers } = Object.fromEntries(response.headers)
    return { headers, pieces: load.stream ? eventsOf(await response.text()) : [new Uint8Array(await response.arrayBuffer())] }
  } finally {
    release()
  }
}

/** Event by event, however many of them arrived in one read. */
function eventsOf(text: string): Uint8Array<ArrayBuffer>[] {
  const encoder = new TextEncoder()
  return text.split(/(?<=\n\n)/).map((event) => encoder.encode(event))
}
