import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { catalogue } from '../../faults/catalogue.ts'
import { overloaded } from '../../faults/index.ts'
import { runAgent as runHardened } from '../../examples/agent-with-memory/hardened.ts'
import { runAgent as runNaive } from '../../examples/agent-with-memory/naive.ts'
import { work as workHardened } from '../../examples/job-worker/hardened.ts'
import { openQueue } from '../../examples/job-worker/jobs.ts'
import { work as workNaive } from '../../examples/job-worker/naive.ts'
import type { Memory } from '../../examples/agent-with-memory/booking.ts'
import { answers, brownout, openai, readIncident, type Chaos } from '../../src/index.ts'
import {
  faultsOf,
  ResilienceError,
  settlesWithin,
  survives,
  type SurvivalReport,
  type SurvivesOptions,
  type TaskTools,
} from '../../src/property/index.ts'
import { describe, expect, it, withChaos } from '../../src/vitest/index.ts'
import { askOpenAI, sleep } from './apps.ts'

const test = withChaos({ providers: [openai()] })
/** Waits for another process. The searches in it are still in virtual time. */
const inRealTime = withChaos({ providers: [openai()], time: 'real' })
/** Few trials besides the crashes. */
const few = { faults: faultsOf(overloaded), runs: 40, properties: [settlesWithin('10m')], baseline: false } satisfies SurvivesOptions

async function failureOf(search: Promise<SurvivalReport>): Promise<ResilienceError> {
  const error: unknown = await search.catch((reason: unknown) => reason)
  if (error instanceof ResilienceError) return error
  throw new Error('Expected a crash to break the app, but it survived.', { cause: error })
}

function workerOf(work: typeof workNaive, chaos: Chaos, options: Partial<SurvivesOptions> = few): Promise<SurvivalReport> {
  return survives(
    chaos,
    {
      app: ({ store }) => store,
      task: (database, { observe }) =>
        work(database, async ({ to, key }) => {
          await sleep(100)
          observe.effect(`mail to ${to}`, key === undefined ? undefined : { key })
        }),
    },
    { ...options, crashes: { store: openQueue } },
  )
}

const steps = answers.from((call) =>
  call.messages.some(({ role }) => role === 'tool')
    ? 'You sit in 12A.'
    : { toolCalls: [{ name: 'book_flight', arguments: { flight: 'LH 400' } }] },
)
const agentTest = withChaos({ providers: [openai()], answers: steps })

function agentOf(run: typeof runNaive, chaos: Chaos): Promise<SurvivalReport> {
  return survives(
    chaos,
    {
      app: ({ store }) => store,
      task: (memory, { observe }) =>
        run(memory, async (flight, key) => {
          await sleep(100)
          observe.effect(`book ${flight}`, { key })
          return 'Seat 12A.'
        }),
    },
    { ...few, crashes: { store: (): Memory => new Map() } },
  )
}

describe('a job worker', () => {
  test('that records a letter after it was sent, sends it twice', async ({ chaos }) => {
    const failure = await failureOf(workerOf(workNaive, chaos))
    expect(failure.property).toBe('resumes-after-a-crash')
    expect(failure.incident.script).toEqual([
      { after: 0, copies: 1, crashAt: { effect: 1, when: 'after' } },
      { after: 600_000, copies: 1 },
    ])
    expect(failure.message).toContain('"mail to Ada" happened 2 times instead of once')
    expect(failure.message).toContain('  caused by a crash right after effect 1, in run 1 of 2\n')
    expect(failure.message.split('\n\n')[2]!.split('\n')).toEqual([
      '  run 1 of 2, crashed right after effect 1',
      expect.stringContaining('    0ms  call 1, openai gpt-4o: complete answer'),
      '    100ms  the app does: mail to Ada',
      '    100ms  the process crashes right after effect 1',
      '  run 2 of 2, 10m later, the restarted process',
      expect.stringContaining('   10m1s  call 2, openai gpt-4o, attempt 2: complete answer'),
      '    10m1s  the app does: mail to Ada',
      expect.stringContaining('   10m1s  call 3, openai gpt-4o: complete answer'),
      '    10m1s  the app does: mail to Bob',
      '    10m1s  the task resolves: undefined',
    ])
  })

  test('with a record and a key survives', async ({ chaos }) => {
    const { properties } = await workerOf(workHardened, chaos)
    expect(properties['resumes-after-a-crash']!.held).toBeGreaterThan(8)
  })

  test('with a record and a key survives the faults of the catalogue, too', async ({ chaos }) => {
    expect((await workerOf(workHardened, chaos, { runs: 60 })).runs).toBe(60)
  })
})

describe('an agent', () => {
  agentTest('that remembers a turn after its tools, books twice', async ({ chaos }) => {
    const failure = await failureOf(agentOf(runNaive, chaos))
    expect(failure.message).toContain('"book LH 400" happened 2 times instead of once')
    expect(failure.incident.script?.[0]?.crashAt).toEqual({ effect: 1, when: 'after' })
  })

  agentTest('that remembers what it is about to do survives', async ({ chaos }) => {
    expect((await agentOf(runHardened, chaos)).properties['resumes-after-a-crash']!.held).toBeGreaterThan(5)
  })
})

/** One question, one effect, and a store. */
interface Notes {
  answer?: string
  isSent?: boolean
}
type NotesTask = (notes: Notes, tools: TaskTools) => unknown

const oneCall = withChaos({ providers: [openai()], answers: answers.from(() => 'Forty-two.') })

function notesOf(chaos: Chaos, task: NotesTask, { resume = task, options = few }: { resume?: NotesTask; options?: SurvivesOptions } = {}) {
  return survives(chaos, { app: ({ store }) => store, task }, { ...options, crashes: { store: (): Notes => ({}), resume } })
}

const send = async ({ observe }: TaskTools, key?: string): Promise<void> => {
  await sleep(100)
  observe.effect('mail', key === undefined ? undefined : { key })
}

describe('what is wrong with an app', () => {
  oneCall('is an effect that it recorded and has not done', async ({ chaos }) => {
    const failure = await failureOf(
      notesOf(chaos, async (notes, tools) => {
        if (notes.isSent === true) return
        await askOpenAI()
        notes.isSent = true
        await send(tools)
      }),
    )
    expect(failure.message).toContain('"mail" has not happened')
    expect(failure.message).toContain('caused by a crash right before effect 1')
  })

  oneCall('is an effect that a restart repeats, when all was done', async ({ chaos }) => {
    const failure = await failureOf(
      notesOf(chaos, async (_, tools) => {
        await askOpenAI()
        await send(tools)
      }),
    )
    expect(failure.message).toContain('caused by a crash when the task has settled')
  })

  oneCall('is an answer that is lost', async ({ chaos }) => {
    const failure = await failureOf(
      notesOf(
        chaos,
        async (notes) => {
          notes.answer = await askOpenAI()
          return notes.answer
        },
        { resume: (notes) => notes.answer ?? 'nothing to do' },
      ),
    )
    expect(failure.message).toContain('the restarted app ends otherwise: value is "nothing to do" instead of "Forty-two."')
    expect(failure.message).toContain('caused by a crash while call 1 waits for its answer')
  })

  oneCall('is a restart that rejects', async ({ chaos }) => {
    const failure = await failureOf(
      notesOf(chaos, async (notes, tools) => {
        if (notes.isSent === false) throw new Error('locked by another worker')
        if (notes.isSent === true) return
        notes.isSent = false
        await askOpenAI()
        await send(tools, 'mail')
        notes.isSent = true
      }),
    )
    expect(failure.message).toContain('the restarted app rejected with Error: locked by another worker')
  })

  oneCall('is a restart that never settles', async ({ chaos }) => {
    const resume = (): Promise<never> => new Promise(() => {})
    const failure = await failureOf(notesOf(chaos, () => askOpenAI(), { resume }))
    expect(failure.message).toContain('the restarted app never settled')
  })

  oneCall('can take two crashes', async ({ chaos }) => {
    const failure = await failureOf(
      notesOf(
        chaos,
        async (notes, tools) => {
          notes.answer ??= await askOpenAI()
          await send(tools, 'mail')
          notes.isSent = true
        },
        {
          resume: async (notes, tools) => {
            if (notes.isSent === true) return
            // The key of a restart is another one, which one restart alone does not show.
            const key = notes.answer === undefined ? 'mail' : notes.answer === 'again' ? 'mail again' : 'mail'
            notes.answer = notes.answer === undefined ? await askOpenAI() : 'again'
            await send(tools, key)
            notes.isSent = true
          },
        },
      ),
    )
    expect(failure.incident.script?.map(({ crashAt }) => crashAt)).toEqual([
      { effect: 1, when: 'after' },
      { effect: 1, when: 'after' },
      undefined,
    ])
    expect(failure.message).toContain(
      'caused by a crash right after effect 1, in run 1 of 3\n        and a crash right after effect 1, in run 2 of 3\n',
    )
  })
})

describe('a right app', () => {
  const held = async (report: Promise<SurvivalReport>): Promise<void> => {
    const { properties, remarks } = await report
    expect(properties['resumes-after-a-crash']!.held).toBeGreaterThan(2)
    expect(remarks.filter(({ id }) => id === 'resumes-after-a-crash')).toEqual([])
  }
  const right = async (notes: Notes, tools: TaskTools): Promise<void> => {
    if (notes.isSent === true) return
    notes.answer ??= await askOpenAI()
    await send(tools, 'mail')
    notes.isSent = true
  }

  oneCall('can record a failure in a catch, which a process that crashed does not reach', ({ chaos }) =>
    held(
      notesOf(chaos, async (notes, tools) => {
        try {
          await right(notes, tools)
        } catch {
          notes.isSent = true
        } finally {
          notes.answer ??= 'None.'
        }
      }),
    ),
  )

  oneCall('can have timers and a deadline, which end with its process', ({ chaos }) =>
    held(
      notesOf(chaos, async (notes, tools) => {
        const heartbeat = setInterval(() => tools.observe.streamed('.'), 1_000)
        const deadline = async (): Promise<void> => {
          await sleep(30_000)
          notes.isSent = true
          tools.observe.effect('too late')
        }
        await Promise.race([right(notes, tools), deadline()])
        clearInterval(heartbeat)
        if (notes.isSent !== true) throw new Error('too late')
      }),
    ),
  )

  oneCall('can return how much it did itself', ({ chaos }) =>
    held(
      notesOf(chaos, async (notes, tools) => {
        const done = notes.isSent === true ? 0 : 1
        await right(notes, tools)
        return { done }
      }),
    ),
  )

  oneCall('can wait until the lease of a process that crashed is over', ({ chaos }) => {
    interface Leased extends Notes {
      until?: number
    }
    return held(
      notesOf(chaos, async (notes: Leased, tools) => {
        if (notes.isSent === true) return
        if ((notes.until ?? 0) > Date.now()) return
        notes.until = Date.now() + 60_000
        await right(notes, tools)
      }),
    )
  })
})

describe('a crash', () => {
  const seven = (): number => 7
  inRealTime('happens again in a fresh process that replays the incident', async ({ chaos }) => {
    const { incident } = await failureOf(workerOf(workNaive, chaos))
    const folder = mkdtempSync(join(tmpdir(), 'crash-'))
    const file = join(folder, 'incident.json')
    writeFileSync(file, JSON.stringify(incident))
    const script = fileURLToPath(new URL('suites/replays-a-crash.ts', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', script, file])
    rmSync(folder, { recursive: true })
    expect(stdout).toMatch(/^A crash loses or repeats work \(resumes-after-a-crash\): "mail to Ada" happened 2 times instead of once\./)
    expect(stdout).toContain('  caused by a crash right after effect 1, in run 1 of 2\n')
  })

  test('of an incident needs a store to start again over', async ({ chaos }) => {
    const { incident } = await failureOf(workerOf(workNaive, chaos))
    const replaying = brownout({ providers: [openai()], replay: readIncident(incident, catalogue) })
    await expect(survives(replaying, () => askOpenAI())).rejects.toThrow(
      'The incident crashes the process of the app, and survives() has no store to start it again over',
    )
  })

  oneCall('closes its store after each trial', async ({ chaos }) => {
    let [opened, closed] = [0, 0]
    const store = (): Disposable => {
      opened++
      return { [Symbol.dispose]: () => void closed++ }
    }
    await survives(chaos, { app: ({ run }) => run, task: () => askOpenAI() }, { ...few, crashes: { store } })
    expect(opened).toBeGreaterThan(20)
    expect(closed).toBe(opened)
  })

  it.for([
    [{ crashes: { store: 7 } }, 'survives() cannot read "crashes": expected { store: () => new Map() }'],
    [{ crashes: { store: seven, resume: 7 } }, 'survives() cannot read "crashes": expected { store: () => new Map() }'],
    [{ crashes: { store: seven, restart: seven } }, 'restart'],
    [{ crashes: { store: seven }, time: 'real' }, 'survives() cannot crash the app in real time'],
  ] as const)('with %j is a clear error', async ([options, message]) => {
    const chaos = brownout({ providers: [openai()] })
    const app = { app: seven, task: () => askOpenAI() }
    await expect(survives(chaos, app, options as unknown as SurvivesOptions)).rejects.toThrow(message)
  })

  it('needs an app that can be started again', async () => {
    const chaos = brownout({ providers: [openai()] })
    await expect(survives(chaos, () => askOpenAI(), { crashes: { store: seven } })).rejects.toThrow(
      'survives() got { crashes } with a task that is a function',
    )
  })
})
