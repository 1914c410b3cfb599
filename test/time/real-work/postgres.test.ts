import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import OpenAI from 'openai'
import { overloaded } from '../../../faults/index.ts'
import { brownout, openai } from '../../../src/index.ts'
import { faultsOf, settlesWithin, survives } from '../../../src/property/index.ts'
import { virtualTime } from '../../../src/time/index.ts'
import { test as chaosTest } from '../../../src/vitest/index.ts'
import { startPostgres } from '../../services/postgres.ts'
import type { Service } from '../../services/service.ts'
import { answerFrom, clientOf } from './rag.ts'
import { falseJumps } from './under-deadline.ts'

let service: Service
let pool: pg.Pool

beforeAll(async () => {
  service = await startPostgres()
  pool = new pg.Pool({ host: '127.0.0.1', port: service.port, user: 'postgres', max: 4 })
  await pool.query('create table documents (id serial, body text)')
  await pool.query("insert into documents (body) select repeat('Parcels come on Thursday. ', 20) from generate_series(1, 2000)")
}, 60_000)

afterAll(async () => {
  await pool.end()
  await service.stop()
})

const connectAndAsk = async (host: string): Promise<void> => {
  const client = new pg.Client({ host, port: service.port, user: 'postgres' })
  await client.connect()
  await client.query('select pg_sleep(0.02)')
  await client.end()
}

describe('the clock waits for PostgreSQL', () => {
  it.each<[string, number, () => Promise<unknown>]>([
    ['a query at once', 20, () => pool.query('select 1')],
    ['a query of 50 ms', 3, () => pool.query('select pg_sleep(0.05)')],
    ['a prepared query', 3, () => pool.query('select pg_sleep($1)', [0.02])],
    [
      'queries on all connections',
      3,
      () => Promise.all([0, 0.01, 0.02, 0.03, 0.04, 0.05].map((s) => pool.query('select pg_sleep($1)', [s]))),
    ],
    ['many rows', 3, () => pool.query('select * from documents')],
    [
      'rows with a long pause between them',
      2,
      () => pool.query("select repeat('row', 100), pg_sleep(case when id = 1000 then 0.2 else 0 end) from documents"),
    ],
    ['an error', 3, () => pool.query('select 1 / 0').catch(() => {})],
    ['a new connection', 3, () => connectAndAsk('127.0.0.1')],
    ['a local socket', 3, () => connectAndAsk(service.folder)],
  ])('%s', async (_, runs, work) => {
    expect(await falseJumps(work, runs)).toBe(0)
  })

  it('behind a RAG handler with a deadline of 30 s', async () => {
    const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
    const release = chaos.intercept()
    try {
      for (const seconds of [0, 0.005, 0.05, 0.2]) {
        chaos.reset()
        await virtualTime(() => answerFrom(pool, clientOf(OpenAI), seconds))
        expect(chaos.journal.calls.map(({ startedAt }) => startedAt)).toEqual([0])
      }
    } finally {
      release()
    }
  })

  it('in a search, which finds nothing that is not there', async () => {
    const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
    const release = chaos.intercept()
    const options = { faults: faultsOf(overloaded), runs: 10, properties: [settlesWithin('40s')] }
    try {
      await survives(chaos, () => answerFrom(pool, clientOf(OpenAI), 0.005), options)
    } finally {
      release()
    }
  })
})

describe('under the fixture', () => {
  afterEach(async () => {
    const { rows } = await pool.query<{ count: string }>("select count(*), pg_sleep(0.1) from documents where body = 'left'")
    expect(rows[0]!.count).toBe('0')
  })

  chaosTest('a database can be queried in a test and cleaned up after it', async ({ chaos }) => {
    const deadline = new Promise((_, reject) => void setTimeout(() => reject(new Error('deadline')), 30_000))
    expect(await Promise.race([answerFrom(pool, clientOf(OpenAI), 0.05), deadline])).not.toBe('')
    expect(chaos.journal.calls.map(({ startedAt }) => startedAt)).toEqual([0])
  })
})
