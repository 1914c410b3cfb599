import OpenAI from 'openai'

const client = new OpenAI({ baseURL: 'https://api.x.ai/v1' })

export async function ask(question: string): Promise<string | null> {
  const { choices } = await client.chat.completions.create({ model: 'grok-4', messages: [{ role: 'user', content: question }] })
  return choices[0]!.message.content
}
