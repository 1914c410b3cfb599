import OpenAI from 'openai'
import type { DatabaseSync } from 'node:sqlite'
import { openJobs, type Job, type SendMail } from './jobs.ts'

async function write(client: OpenAI, { customer, text }: Job): Promise<string> {
  const reply = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: `Answer ${customer}, who writes: ${text}` }],
  })
  const [choice] = reply.choices
  if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error(`No complete letter to ${customer}.`)
  return choice.message.content
}

/**
 * Writes and sends the letters that are due. A letter is recorded before it is sent, so it is
 * the same after a crash, and it is sent with its job's key, so it arrives once.
 */
export async function work(database: DatabaseSync, send: SendMail): Promise<void> {
  const client = new OpenAI({ apiKey: 'test', logLevel: 'off', timeout: 10_000 })
  for (const job of openJobs(database)) {
    const letter = job.letter ?? (await write(client, job))
    database.prepare('UPDATE jobs SET letter = ? WHERE id = ?').run(letter, job.id)
    await send({ to: job.customer, text: letter, key: `job-${job.id}` })
    database.prepare('UPDATE jobs SET sent = 1 WHERE id = ?').run(job.id)
  }
}
