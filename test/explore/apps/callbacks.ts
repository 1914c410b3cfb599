// Node's own client, with callbacks: what throws in one of them ends the process.
import { request } from 'node:https'

interface Completion {
  readonly choices: readonly { readonly message: { readonly content: string } }[]
}

export function complete(question: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${process.env['OPENAI_API_KEY']}`, 'content-type': 'application/json' }
    const sent = request('https://api.openai.com/v1/chat/completions', { method: 'POST', headers, timeout: 60_000 }, (response) => {
      let body = ''
      response.on('data', (piece: Buffer) => (body += piece.toString()))
      response.on('end', () => resolve((JSON.parse(body) as Completion).choices[0]!.message.content))
    })
    sent.on('error', reject)
    sent.on('timeout', () => sent.destroy(new Error('OpenAI took longer than a minute')))
    sent.end(JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: question }] }))
  })
}
