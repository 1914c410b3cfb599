// CommonJS, callbacks of an agent wrapped in retries, Anthropic's SDK.
const { Anthropic } = require('@anthropic-ai/sdk')

const client = new Anthropic()

async function summarize(text, { retries = 4 } = {}) {
  for (let attempt = 0; ; attempt++) {
    try {
      const message = await client.messages.create({
        model: 'claude-sonnet-4-6',
        max_tokens: 300,
        messages: [{ role: 'user', content: `Summarize: ${text}` }],
      })
      return message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    } catch (error) {
      if (attempt === retries) throw error
    }
  }
}

module.exports = { summarize }
