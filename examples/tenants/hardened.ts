import OpenAI from 'openai'

/** How often an answer is asked for. */
const attempts = 2

/** Each request has a reference of its own that the answer must begin with. An answer with another reference is somebody else's. */
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
