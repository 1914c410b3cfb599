import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { overloaded } from '../../faults/index.ts'
import { brownout, openai } from '../../src/index.ts'
import { createChaos } from '../../src/chaos/create-chaos.ts'
import { bareHarness } from '../../src/chaos/harness.ts'
import { faultsOf, survives, type TaskTools } from '../../src/property/index.ts'
import { makerOf } from '../../src/property/task-or-app.ts'
import { activeSession } from '../../src/time/index.ts'
import { askOpenAI } from './apps.ts'

const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
const tools: TaskTools = { observe: {} as TaskTools['observe'], signal: new AbortController().signal }

const seven = (): number => 7

describe('what survives() is given', () => {
  it.for([
    ['nothing', undefined, 'survives() got undefined as its task: expected a function, such as ({ signal }) =>'],
    ['a text', 'ask', 'survives() got ask as its task'],
    ['a task that was called', Promise.resolve('answer'), 'survives() got a promise as its task'],
    ['an app without a task', { app: seven }, 'survives() got an app whose "task" is not a function'],
    [
      'an app that was made',
      { app: 7, task: seven },
      'survives() got an app whose "app" is not a function: expected { app: () => createApp()',
    ],
    [
      'a name that an app does not have',
      { app: seven, tasks: seven },
      'survives() cannot read the app: it has no "tasks". Did you mean "task"?',
    ],
  ] as const)('cannot be %s', async ([, given, message]) => {
    await expect(survives(chaos, given as never)).rejects.toThrow(message)
    expect(activeSession()).toBeUndefined()
  })

  it('can be a task, which stays the same', async () => {
    const given: unknown[] = []
    const { makeTask } = makerOf((all) => given.push(all), chaos, 'survives()')
    for (const task of [await makeTask(), await makeTask()]) await task(tools)
    expect(given).toEqual([tools, tools])
  })

  it('can be an app, which is created for each run, after the modules are forgotten', async () => {
    const log: string[] = []
    const forgetting = createChaos({ providers: [openai()] }, { ...bareHarness, forgetModules: () => void log.push('forget') })
    const makeApp = ({ run }: { readonly run: number }): string => {
      log.push(`make ${run}`)
      return `app ${run}`
    }
    const { makeTask } = makerOf({ app: makeApp, task: (app: string, { signal }) => [app, signal] }, forgetting, 'survives()')
    const [first, second] = [await makeTask(), await makeTask()]
    expect(log).toEqual(['forget', 'make 1', 'forget', 'make 2'])
    expect(await first(tools)).toEqual(['app 1', tools.signal])
    expect(await second(tools)).toEqual(['app 2', tools.signal])
    expect(await first(tools)).toEqual(['app 1', tools.signal])
  })

  it('can take real and virtual time to be made', async () => {
    const release = chaos.intercept()
    const app = {
      async app() {
        await new Promise((resolve) => void setTimeout(resolve, 60_000))
        await promisify(execFile)(process.execPath, ['--eval', 'setTimeout(() => {}, 100)'])
        return askOpenAI
      },
      task: (ask: typeof askOpenAI) => ask().catch(() => 'Sorry'),
    }
    const report = await survives(chaos, app, { faults: faultsOf(overloaded), runs: 2, baseline: false }).finally(release)
    expect(report.runs).toBe(2)
  })

  it('fails as the app fails to be made', async () => {
    const app = { app: () => Promise.reject(new TypeError('no configuration')), task: seven }
    const release = chaos.intercept()
    await expect(survives(chaos, app, { runs: 2 }).finally(release)).rejects.toThrow('no configuration')
  })

  it('can be imported afresh in a process without a test runner', async () => {
    const script = fileURLToPath(new URL('suites/imports-afresh.ts', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', script])
    expect(JSON.parse(stdout)).toEqual([1, 1, 1, 1, 1])
  }, 30_000)
})
