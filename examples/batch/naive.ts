import OpenAI from 'openai'
import { instructions, type Around, type Batch, type Job } from './job.ts'

/** All jobs at once. One failure fails the batch. */
export async function summarizeAll(jobs: readonly Job[], around: Around): Promise<Batch> {
  const client = new OpenAI({ apiKey: 'test', logLevel: 'off' })
  const summaries = await Promise.all(
    jobs.map((job) =>
      around(job, async () => {
        const reply = await client.chat.completions.create({
          model: job.model,
          messages: [
            { role: 'system', content: instructions },
            { role: 'user', content: job.text },
          ],
        })
        return reply.choices[0]!.message.content ?? ''
      }),
    ),
  )
  return { results: Object.fromEntries(jobs.map(({ name }, index) => [name, summaries[index]!])), failed: [], partial: false }
}
