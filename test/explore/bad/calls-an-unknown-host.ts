import OpenAI from 'openai'

const client = new OpenAI({ baseURL: 'https://models.example/v1', maxRetries: 0 })

export async function ask(question: string): Promise<string | null> {
  const { choices } = await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: question }] })
  return choices[0]!.message.content
}
