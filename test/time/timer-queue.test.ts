import fc from 'fast-check'
import { expect, it } from 'vitest'
import { TimerQueue, VirtualTimer } from '../../src/time/timer-queue.ts'

const stepArbitrary = fc.record({ act: fc.constantFrom('set' as const, 'clear' as const), timer: fc.nat(19), delay: fc.nat(9) })

/** The timers in the order in which the queue returns them. */
function drained(queue: TimerQueue): VirtualTimer[] {
  const timers: VirtualTimer[] = []
  for (let next = queue.next; next !== undefined; next = queue.next) {
    queue.clear(next)
    timers.push(next)
  }
  return timers
}

it('returns timers by their due time, and those due together in the order in which they were set, with anything cleared in between', () => {
  fc.assert(
    fc.property(fc.array(stepArbitrary, { maxLength: 60 }), (steps) => {
      const queue = new TimerQueue(() => {})
      const timers = new Map<number, VirtualTimer>()
      const waiting = new Set<VirtualTimer>()
      for (const { act, timer: name, delay } of steps) {
        const timer = timers.get(name) ?? new VirtualTimer(queue, () => {}, delay, [], false)
        timers.set(name, timer)
        if (act === 'clear') timer.close()
        else timer.refresh()
        if (act === 'clear') waiting.delete(timer)
        else waiting.add(timer)
      }
      expect(drained(queue)).toEqual([...waiting].toSorted((a, b) => a.due - b.due || a.order - b.order))
    }),
  )
})
