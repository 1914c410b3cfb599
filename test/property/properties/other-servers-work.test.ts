import { describe, expect } from 'vitest'
import { connectionRefused } from '../../../faults/index.ts'
import { otherServersWork } from '../../../src/property/index.ts'
import { judged } from './judged.ts'
import { call, connect, test } from './tool-servers.ts'

const property = otherServersWork({ without: ['weather'] })

/** Finds a lamp, and looks at the weather if it can. */
async function eachByItself(): Promise<string> {
  const [shop, weather] = await Promise.allSettled([connect('shop'), connect('weather')])
  if (shop.status === 'rejected') throw shop.reason
  const rain = weather.status === 'fulfilled' ? await call(weather.value, 'forecast') : 'unknown'
  return `${await call(shop.value, 'search')} Weather: ${rain}`
}

async function allOrNone(): Promise<string> {
  const [shop] = await Promise.all([connect('shop'), connect('weather')])
  return call(shop, 'search')
}

describe('otherServersWork', () => {
  test('holds if each server is connected by itself', async ({ chaos }) => {
    expect(await judged(chaos, eachByItself, property, connectionRefused().for('weather'))).toMatchObject({ type: 'held' })
  })

  test('is violated if one that is not needed ends the task', async ({ chaos }) => {
    expect(await judged(chaos, allOrNone, property, connectionRefused().for('weather'))).toEqual({
      type: 'violated',
      how: 'only weather was down, which the task does not need, and the task rejected',
    })
  })

  test('is inconclusive if none is down, or one that is needed', async ({ chaos }) => {
    expect(await judged(chaos, allOrNone, property)).toMatchObject({ type: 'inconclusive' })
    expect(await judged(chaos, eachByItself, property, connectionRefused().for('shop'))).toMatchObject({ type: 'inconclusive' })
    expect(await judged(chaos, allOrNone, property, connectionRefused())).toMatchObject({ type: 'inconclusive' })
  })

  test('needs names', ({ chaos }) => {
    expect(() => otherServersWork({ without: [] })).toThrow('{ without: ["weather"] }')
    expect(chaos.journal.calls).toEqual([])
  })
})
