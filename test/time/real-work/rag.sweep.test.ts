import OpenAI from 'openai'
import pg from 'pg'
import { expect, it } from 'vitest'
import { brownout, openai } from '../../../src/index.ts'
import { virtualTime } from '../../../src/time/index.ts'
import { startPostgres } from '../../services/postgres.ts'
import { answerFrom, clientOf } from './rag.ts'

/** Seconds from 0 to 2, most of them short, as queries are. */
const durations = Array.from({ length: 100 }, (_, run) => (run % 10 === 0 ? 0 : 0.001 * 2_000 ** (run / 100)))

it('no query of 0 to 2 s is overtaken by a deadline or a heartbeat', async () => {
  const service = await startPostgres()
  const pool = new pg.Pool({ host: '127.0.0.1', port: service.port, user: 'postgres' })
  const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
  const release = chaos.intercept()
  try {
    await pool.query('create table documents (id serial, body text)')
    await pool.query("insert into documents (body) values ('Parcels come on Thursday.')")
    for (const seconds of durations) {
      const at = await virtualTime(async (clock) => {
        await answerFrom(pool, clientOf(OpenAI), seconds)
        return clock.now()
      })
      expect(at, `a query of ${seconds} s`).toBe(0)
    }
  } finally {
    release()
    await pool.end()
    await service.stop()
  }
}, 300_000)
