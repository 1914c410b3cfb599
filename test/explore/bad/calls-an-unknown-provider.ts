import OpenAI from 'openai'

const client = new OpenAI({ baseURL: 'https://api.sambanova.ai/v1' })

export async function ask(question: string): Promise<string | null> {
  const { choices } = await client.chat.completions.create({
    model: 'Meta-Llama-3.3-70B-Instruct',
    messages: [{ role: 'user', content: question }],
  })
  return choices[0]!.message.content
}
