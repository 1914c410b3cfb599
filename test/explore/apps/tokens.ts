// No SDK: `fetch` and a reader of server-sent events of its own, which gives out the answer piece by piece.
import { endpoint } from './settings.js'

interface Chunk {
  readonly choices: readonly { readonly delta?: { readonly content?: string } }[]
}

export async function* tokens(question: string): AsyncGenerator<string> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { authorization: `Bearer ${process.env['OPENAI_API_KEY']}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: question }] }),
    signal: AbortSignal.timeout(60_000),
  })
  if (!response.ok) throw new Error(`OpenAI answered ${response.status}`)
  let rest = ''
  for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop()!
    for (const line of lines) {
      if (!line.startsWith('data: ') || line === 'data: [DONE]') continue
      const chunk = JSON.parse(line.slice(6)) as Chunk
      yield chunk.choices[0]?.delta?.content ?? ''
    }
  }
}
