import { describe, expect, it } from 'vitest'
import { RunJournal } from '../../../src/engine/run/run-journal.ts'
import { callOf } from '../sample.ts'

function journalOf(keep: number): { readonly journal: RunJournal; readonly open: () => ReturnType<RunJournal['open']> } {
  const journal = new RunJournal('tuesday', keep)
  return { journal, open: () => journal.open(callOf({ index: journal.arrived })) }
}

const numbersIn = ({ calls }: RunJournal): number[] => calls.map(({ call: { index } }) => index)

describe('a journal that keeps some calls', () => {
  it('drops the oldest that has ended, and counts it', () => {
    const { journal, open } = journalOf(2)
    for (let count = 0; count < 5; count++) open().end('complete', count)
    expect([numbersIn(journal), journal.arrived, journal.dropped]).toEqual([[3, 4], 5, { calls: 3, unhandled: 0 }])
    expect(JSON.parse(JSON.stringify(journal))).toMatchObject({ calls: [{}, {}], dropped: { calls: 3, unhandled: 0 } })
  })

  it('drops no open call, and none whose client still waits', () => {
    const { journal, open } = journalOf(2)
    const [first, second] = [open(), open()]
    second.end('hung', 1)
    const third = open()
    expect(numbersIn(journal)).toEqual([0, 1, 2])
    third.end('complete', 2)
    expect(numbersIn(journal)).toEqual([0, 1])
    second.end('aborted', 3)
    first.end('complete', 4)
    open()
    expect([numbersIn(journal), journal.openCalls.size]).toEqual([[1, 3], 1])
  })

  it('still counts what it has dropped, by how it ended and by what fired', () => {
    const { journal, open } = journalOf(1)
    const parameters = { status: 500 }
    for (const ending of ['complete', 'refused', 'refused'] as const) {
      const record = open()
      if (ending === 'refused') record.fire('server-error', parameters, 0)
      record.end(ending, 1)
    }
    open()
    const { counts } = journal
    expect([counts.total, counts.hit, counts.hitsOf({ parameters })]).toEqual([4, 2, 2])
    expect([...counts.endings.values()].map((endings) => Object.fromEntries(endings))).toEqual([{ complete: 1, refused: 2, open: 1 }])
  })

  it('keeps as many refused requests, and faults that threw', () => {
    const { journal } = journalOf(2)
    for (const url of ['/a', '/b', '/c']) {
      journal.refuse({ method: 'GET', url, message: '' })
      journal.report(new Error(url))
    }
    expect([journal.unhandled.map(({ url }) => url), journal.bugs.map(({ message }) => message)]).toEqual([
      ['/b', '/c'],
      ['/b', '/c'],
    ])
    expect([journal.refused, journal.dropped]).toEqual([3, { calls: 0, unhandled: 1 }])
  })

  it('drops the oldest that has ended, too, if all have more than 100,000,000 characters', () => {
    const { journal } = journalOf(10)
    const open = (length: number) => journal.open(callOf({ index: journal.arrived }), length)
    open(30e6).end('complete', 1)
    const waiting = open(60e6)
    open(9e6).end('complete', 2)
    expect(numbersIn(journal)).toEqual([0, 1, 2])
    open(9e6).end('complete', 3)
    expect([numbersIn(journal), journal.dropped]).toEqual([[1, 2, 3], { calls: 1, unhandled: 0 }])
    const answered = open(20e6)
    answered.truth = 'x'.repeat(3e6)
    answered.end('complete', 4)
    expect(numbersIn(journal)).toEqual([1, 3, 4])
    waiting.end('aborted', 5)
    open(41e6)
    expect(numbersIn(journal)).toEqual([3, 4, 5])
    expect(journal.counts.total).toBe(6)
  })

  it('keeps all of any length if it is not bounded', () => {
    const journal = new RunJournal('tuesday')
    for (let count = 0; count < 3; count++) journal.open(callOf(), 90e6).end('complete', count)
    expect([journal.calls.length, journal.dropped]).toEqual([3, undefined])
  })

  it('keeps refused requests of as many characters', () => {
    const { journal } = journalOf(10)
    const message = 'x'.repeat(30e6)
    for (const url of ['/a', '/b', '/c', '/d']) journal.refuse({ method: 'GET', url, message })
    expect([journal.unhandled.length, journal.dropped]).toEqual([3, { calls: 0, unhandled: 1 }])
  })

  it('reports no dropped calls if all are kept', () => {
    const { journal, open } = journalOf(2)
    open()
    expect(JSON.parse(JSON.stringify(journal))).not.toHaveProperty('dropped')
  })
})
