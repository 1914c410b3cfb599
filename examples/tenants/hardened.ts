import OpenAI from 'openai'

/** Attempts per answer. */
const attempts = 2

/** Each request has its own reference, which the answer must begin with. An answer with another reference belongs to someone else. */
export function createService(): { ask(tenant: string, question: string): Promise<{ text: string }> } {
  const client = new OpenAI({ apiKey: 'test', logLevel: 'off', timeout: 20_000 })
  let requests = 0
  return {
    async ask(tenant, question) {
      for (let attempt = 0; attempt < attempts; attempt++) {
        const reference = `[${tenant}-${++requests}]`
        const reply = await client.chat.completions.create({
          model: 'gpt-4o',
          messages: [
            { role: 'system', content: `You answer for the account ${tenant}. Begin your answer with ${reference}` },
            { role: 'user', content: question },
          ],
        })
        const text = reply.choices[0]?.message.content ?? ''
        if (text.startsWith(reference)) return { text: text.slice(reference.length).trim() }
      }
      throw new Error(`No answer for ${tenant} could be told to be its own.`)
    },
  }
}
