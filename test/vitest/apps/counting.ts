import OpenAI from 'openai'

/** What a module keeps from one task to the next. */
let answered = 0

/** Answers with the number of answers that the module has given. */
export async function ask(): Promise<number> {
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0, logLevel: 'off' })
  await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Where is my parcel?' }] }).catch(() => {})
  return ++answered
}
