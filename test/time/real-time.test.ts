import { afterEach, describe, expect, it, vi } from 'vitest'
import { realClock } from '../../src/engine/model/clock.ts'

afterEach(() => void vi.useRealTimers())

describe('the real clock', () => {
  it('does not end a wait that is longer than a timer of Node can be', () => {
    vi.useFakeTimers()
    const ended = vi.fn<() => void>()
    realClock().after(3_000_000_000, ended)
    vi.advanceTimersByTime(2_000_000_000)
    expect(ended).not.toHaveBeenCalled()
  })
})
