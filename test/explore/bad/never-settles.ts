import OpenAI from 'openai'

const client = new OpenAI()

export async function ask(question: string): Promise<never> {
  await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: question }] })
  return new Promise(() => {})
}
