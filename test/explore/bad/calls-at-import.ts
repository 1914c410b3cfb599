import OpenAI from 'openai'

const client = new OpenAI()
export const greeting = await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello' }] })

export const ask = (): unknown => greeting
