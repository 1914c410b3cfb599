import type OpenAI from 'openai'
import type pg from 'pg'

/** A client without retries and without a log. */
export function clientOf(Client: typeof OpenAI): OpenAI {
  return new Client({ apiKey: 'test', maxRetries: 1, logLevel: 'off' })
}

/**
 * Answers from what a database knows, as a RAG handler does: within 30 s, and with a heartbeat meanwhile.
 * @param seconds how long the query takes
 * @throws Error at the deadline
 */
export async function answerFrom(pool: pg.Pool, client: OpenAI, seconds: number): Promise<string> {
  let beats = 0
  const heartbeat = setInterval(() => beats++, 10_000)
  const deadline = AbortSignal.timeout(30_000)
  const tooLate = new Promise<never>((_, reject) => {
    deadline.addEventListener('abort', () => reject(new Error(`deadline of 30 s after ${beats} heartbeats`)), { once: true })
  })
  try {
    const query = pool.query<{ body: string }>('select body, pg_sleep($1) from documents limit 1', [seconds])
    const { rows } = await Promise.race([query, tooLate])
    const messages = [{ role: 'user' as const, content: `${rows[0]!.body}\nWhen does it come?` }]
    const reply = await client.chat.completions.create({ model: 'gpt-4o', messages }, { signal: deadline })
    return reply.choices[0]?.message.content ?? ''
  } finally {
    clearInterval(heartbeat)
  }
}
