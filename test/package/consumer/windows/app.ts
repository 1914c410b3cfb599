// Calls OpenAI once, and prints the status and its arguments. Its exit code is 3 if the call failed.
import OpenAI from 'openai'

const client = new OpenAI({ apiKey: 'test', maxRetries: 0 })
const status = await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello' }] }).then(
  () => 200,
  (error: { readonly status?: number }) => error.status,
)
console.log(JSON.stringify({ status, words: process.argv.slice(2) }))
if (status !== 200) process.exitCode = 3
