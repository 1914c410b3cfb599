import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import OpenAI from 'openai'

/** A support app with a page. Start it with `OPENAI_BASE_URL` pointing to `brownout serve`. */
const client = new OpenAI({ apiKey: 'test', maxRetries: 1, timeout: 5_000 })

const page = `<!doctype html>
<html lang="en">
<title>Support</title>
<form><label>Question <input name="question"></label> <button>Ask</button></form>
<p role="status"></p>
<script type="module">
  const form = document.querySelector('form')
  const status = document.querySelector('[role=status]')
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const response = await fetch('/ask', { method: 'POST', body: new FormData(form).get('question') })
    status.textContent = await response.text()
  })
</script>
`

async function answer(question: string, headers: Record<string, string>): Promise<string> {
  try {
    const request = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: question }] }
    const { choices } = await client.chat.completions.create(request, { headers })
    return choices[0]?.message.content ?? 'I do not know.'
  } catch {
    return 'Sorry, please try again later.'
  }
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') return void response.writeHead(200, { 'content-type': 'text/html' }).end(page)
  const question = Buffer.concat(await request.toArray()).toString()
  // Names the scope of a test, so that its model calls get the faults of that test.
  const scope = request.headers['x-brownout-scope']
  response.end(await answer(question, typeof scope === 'string' ? { 'x-brownout-scope': scope } : {}))
}

createServer((request, response) => void handle(request, response)).listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1')
