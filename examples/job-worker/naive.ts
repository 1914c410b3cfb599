import OpenAI from 'openai'
import type { DatabaseSync } from 'node:sqlite'
import { openJobs, type SendMail } from './jobs.ts'

/** Writes and sends the letters that are due, and records each after it was sent. */
export async function work(database: DatabaseSync, send: SendMail): Promise<void> {
  const client = new OpenAI({ apiKey: 'test', logLevel: 'off' })
  for (const { id, customer, text } of openJobs(database)) {
    const reply = await client.chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: `Answer ${customer}, who writes: ${text}` }],
    })
    await send({ to: customer, text: reply.choices[0]?.message.content ?? '' })
    database.prepare('UPDATE jobs SET sent = 1 WHERE id = ?').run(id)
  }
}
