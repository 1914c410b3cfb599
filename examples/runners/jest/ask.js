import OpenAI from 'openai'

const openai = new OpenAI({ apiKey: process.env.OPENAI_API_KEY ?? 'test', timeout: 20_000, maxRetries: 2 })

/** The model's answer to a question. */
export async function ask(question) {
  const completion = await openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: question }] })
  const [choice] = completion.choices
  if (choice.finish_reason !== 'stop') throw new Error(`Truncated answer: ${choice.finish_reason}`)
  return choice.message.content
}
