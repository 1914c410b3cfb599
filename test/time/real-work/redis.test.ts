import { Queue, QueueEvents, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { virtualTime } from '../../../src/time/index.ts'
import { startRedis } from '../../services/redis.ts'
import type { Service } from '../../services/service.ts'
import { falseJumps } from './under-deadline.ts'

/** A script that takes 60 ms. */
const slowly = `local function now() local time = redis.call('time') return time[1] * 1000000 + time[2] end
local over = now() + 60000
while now() < over do end
return 'done'`

let service: Service
let redis: Redis

beforeAll(async () => {
  service = await startRedis()
  redis = new Redis({ port: service.port })
  await redis.set('parcel', 'Thursday')
})

afterAll(async () => {
  redis.disconnect()
  await service.stop()
})

describe('the clock waits for Redis', () => {
  it.each<[string, number, () => Promise<unknown>]>([
    ['an answer', 20, () => redis.get('parcel')],
    ['an answer after another one', 3, () => redis.pipeline().get('parcel').eval(slowly, 0).exec()],
    ['a large value', 3, () => redis.pipeline().set('large', 'x'.repeat(1_000_000)).get('large').exec()],
    [
      'a message to a subscriber',
      3,
      async () => {
        const subscriber = redis.duplicate()
        const heard = new Promise((resolve) => void subscriber.once('message', resolve))
        await subscriber.subscribe('news')
        await redis.publish('news', 'it came')
        await heard
        subscriber.disconnect()
      },
    ],
    [
      'someone who waits for a value',
      3,
      async () => {
        const waiting = redis.duplicate()
        const value = waiting.blpop('list', 0)
        await redis.lpush('list', 'value')
        await value
        waiting.disconnect()
      },
    ],
  ])('%s', async (_, runs, work) => {
    expect(await falseJumps(work, runs)).toBe(0)
  })
})

it('the clock moves while a connection waits for a message that is never sent', async () => {
  const waiting = redis.duplicate()
  const at = await virtualTime(async (clock) => {
    void waiting.blpop('nothing', 0).catch(() => {})
    await new Promise((resolve) => void setTimeout(resolve, 60_000))
    return clock.now()
  })
  waiting.disconnect()
  expect(at).toBe(60_000)
})

it('jobs of BullMQ are done within their deadline of 60 s', async () => {
  const connection = { host: '127.0.0.1', port: service.port, maxRetriesPerRequest: null }
  for (let run = 0; run < 2; run++) {
    const at = await virtualTime(async (clock) => {
      const queue = new Queue('parcels', { connection })
      const events = new QueueEvents('parcels', { connection })
      const worker = new Worker('parcels', ({ data }: { data: number }) => Promise.resolve(data + 1), { connection })
      await events.waitUntilReady()
      const job = await queue.add('parcel', 1)
      expect(await job.waitUntilFinished(events, 60_000)).toBe(2)
      const now = clock.now()
      await Promise.all([worker.close(true), events.close(), queue.close()])
      return now
    })
    expect(at).toBeLessThan(5_000)
  }
})
