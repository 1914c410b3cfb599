import { describe, expect, it } from 'vitest'
import { serverError } from '../../../../faults/index.ts'
import { faultsOf } from '../../../../src/property/index.ts'
import { ask, askOther } from '../client.ts'
import { found, type App } from '../judged.ts'

type Turn = { readonly role: 'user' | 'assistant'; readonly content: string }

const longest = 6

/** A conversation whose older turns are replaced by a summary. `afterFailure` is sent instead if the summary fails. */
function talk(afterFailure: (older: readonly Turn[], error: unknown) => Promise<readonly Turn[]> | readonly Turn[]): App {
  return () => {
    let history: readonly Turn[] = []
    let turn = 0
    return async () => {
      if (history.length >= longest) {
        const [older, recent] = [history.slice(0, -2), history.slice(-2)]
        const summary = await ask('Sum up what was said so far.', { history: older }).then(
          ({ text }): readonly Turn[] => [{ role: 'user', content: `So far: ${text}` }],
          (error: unknown) => afterFailure(older, error),
        )
        history = [...summary, ...recent]
      }
      const question = `I am guest number ${++turn}, and I am allergic to nuts.`
      const { text } = await ask(question, { history })
      history = [...history, { role: 'user', content: question }, { role: 'assistant', content: text }]
      return text
    }
  }
}

const search = { faults: faultsOf(serverError), runs: 60 }

describe('a history that is shortened', () => {
  it.for<readonly [string, App]>([
    ['drops what could not be summed up', talk(() => [])],
    ['keeps a part of what could not be summed up', talk((older) => older.slice(-2))],
  ])('is found if it %s', async ([, app]) => {
    expect(await found(app, search, 'inputs-not-lost')).toMatchObject({ violated: 'inputs-not-lost' })
  })

  it.for<readonly [string, App]>([
    ['keeps what could not be summed up', talk((older) => older)],
    [
      'requests the summary from another model',
      talk(async () => [{ role: 'user', content: `So far: ${await askOther('Sum up what was said so far.')}` }]),
    ],
    [
      'keeps the beginning of each turn',
      talk((older) => [{ role: 'user', content: older.map(({ content }) => content.slice(0, 40)).join(' ') }]),
    ],
    [
      'fails without a summary',
      talk((_older, error) => {
        throw error
      }),
    ],
  ])('is not accused if it %s', async ([, app]) => {
    const { message, report } = await found(app, search, 'inputs-not-lost')
    expect(message).toBe('')
    expect(report!.remarks).toEqual([])
  })
})

/** A talk that keeps what `remember` makes of it once a turn was answered or has failed. */
function remembering(remember: (history: Turn[], question: Turn, answer: Turn | undefined) => void): App {
  return () => {
    const history: Turn[] = []
    let turn = 0
    return async () => {
      const question: Turn = { role: 'user', content: `Question number ${++turn}?` }
      const sent = [...history]
      try {
        const { text } = await ask(question.content, { history: sent })
        remember(history, question, { role: 'assistant', content: text })
        return text
      } catch (error) {
        remember(history, question, undefined)
        throw error
      }
    }
  }
}

describe('a turn that was answered', () => {
  it('is missed if a later failure takes it out of the history', async () => {
    const app = remembering((history, question, answer) => (answer === undefined ? history.splice(-2) : history.push(question, answer)))
    expect(await found(app, search, 'later-requests-unchanged')).toMatchObject({ violated: 'later-requests-unchanged' })
  })

  it.for<readonly [string, App]>([
    ['only what failed is taken back', remembering((history, question, answer) => answer && history.push(question, answer))],
    [
      'only the last two turns are kept',
      remembering((history, question, answer) => answer && (history.push(question, answer), history.splice(0, history.length - 4))),
    ],
    ['nothing is kept', remembering(() => {})],
  ])('is not missed if %s', async ([, app]) => {
    expect((await found(app, search, 'later-requests-unchanged')).message).toBe('')
  })
})

describe('a worker that holds a record while it works', () => {
  const records = ['Elm Street owes 12 euros.', 'Harbour Dental has paid all invoices.', 'Green Farm has a new address.']

  function worker(isReleased: boolean): App {
    return () => {
      let turn = 0
      let record: string | undefined
      return async () => {
        const place = turn++ % records.length
        record ??= records[place]
        try {
          const { text } = await ask('Write one friendly paragraph.', { system: record! })
          record = undefined
          return { tenant: records[place]!.split(' ')[0], letter: text }
        } finally {
          if (isReleased) record = undefined
        }
      }
    }
  }

  it('is noticed if it takes the record of a task that failed into the next', async () => {
    const { report } = await found(worker(false), search, 'later-requests-unchanged')
    expect(report!.remarks.map(({ how }) => how)).toEqual([expect.stringMatching(/in the equal request of run 1/)])
  })

  it.for<readonly [string, App]>([
    ['releases it in any case', worker(true)],
    [
      'does the task that failed first',
      () => {
        const queue = [...records]
        return async () => {
          const record = queue[0]!
          const { text } = await ask('Write one friendly paragraph.', { system: record })
          queue.push(queue.shift()!)
          return { tenant: record.split(' ')[0], letter: text }
        }
      },
    ],
    ['has one record', () => async () => (await ask('Write one friendly paragraph.', { system: records[0]! })).text],
  ])('is not noticed if it %s', async ([, app]) => {
    const { message, report } = await found(app, search, 'later-requests-unchanged')
    expect(message).toBe('')
    expect(report!.remarks).toEqual([])
  })
})
