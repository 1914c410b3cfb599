import OpenAI from 'openai'
import { ResponsesWS } from 'openai/resources/responses/ws'

/** Answers a question with all the text that arrives before the connection closes. */
export function answer(question: string): Promise<string> {
  const socket = new ResponsesWS(new OpenAI({ apiKey: 'test', logLevel: 'off' }))
  return new Promise((resolve, reject) => {
    let text = ''
    socket.on('response.output_text.delta', ({ delta }) => {
      text += delta
    })
    socket.on('response.completed', () => socket.close())
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
    socket.send({ type: 'response.create', model: 'gpt-5', input: question })
  })
}
