import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { vitestMain } from './vitest-command.ts'

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly title: string; readonly status: string; readonly failureMessages: readonly string[] }[]
  }[]
}

const root = fileURLToPath(new URL('../..', import.meta.url))
let outcomes: Map<string, { status: string; message: string; errors: readonly string[] }>
let printed: string

/** Runs a file of tests that must fail, as a user's own vitest would. */
beforeAll(async () => {
  const reportFile = join(mkdtempSync(join(tmpdir(), 'brownout-')), 'report.json')
  const { VITEST: _inside, BROWNOUT_SEED: _seed, ...env } = process.env
  const { stdout, stderr } = await new Promise<{ stdout: string; stderr: string }>((resolve) => {
    execFile(
      process.execPath,
      [
        vitestMain,
        'run',
        '--config',
        'test/vitest/suites/vitest.config.ts',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${reportFile}`,
      ],
      { cwd: root, env: { ...env, NO_COLOR: '1' } },
      (_error, out, err) => resolve({ stdout: out, stderr: err }),
    )
  })
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report
  outcomes = new Map(
    report.testResults.flatMap((file) =>
      file.assertionResults.map(({ title, status, failureMessages }) => [
        title,
        { status, message: failureMessages.join('\n'), errors: failureMessages },
      ]),
    ),
  )
  printed = stdout + stderr
}, 30_000)

describe('a test with a chaos', () => {
  it('fails if the app called a provider that is not set up, even if the app swallowed the error', () => {
    expect(outcomes.get('calls a provider that is not set up, with a chaos')).toMatchObject({ status: 'failed' })
    expect(outcomes.get('calls a provider that is not set up, with a chaos')!.message).toContain(
      'Mistral is not set up here. Nothing was sent.',
    )
  })

  it('reaches no real provider if it forgot the chaos fixture, and explains the fix', () => {
    expect(outcomes.get('does not use the chaos')!.message).toContain(
      'Blocked 1 call (OpenAI): this test does not use the chaos fixture. Nothing was sent. Write it as test(',
    )
  })

  it('is not blamed for a call that an earlier test left behind, which is refused', () => {
    expect(outcomes.get('passes next to a call that an earlier test left behind')).toMatchObject({ status: 'passed' })
    expect(printed).toContain('leaves a call behind", which has ended. Await the work that the test starts, or abort it.')
  })

  it('fails if it does not await a search', () => {
    expect(outcomes.get('does not await a search')!.message).toContain(
      'survives() was still running when the test ended. Await it: await survives(chaos, ...).',
    )
  })

  it('fails if it has too little time for a search, and names the remedy', () => {
    expect(outcomes.get('has too little time for a search')!.message).toContain(
      'survives() was still running when the time of the test was over. Give the test more: test(name, { timeout: 60_000 }, ...)',
    )
  })

  it('reaches no provider of its own either', () => {
    expect(outcomes.get('does not use the chaos of its own provider')!.message).toContain(
      'Blocked 1 call (api.parrot.example): this test does not use the chaos fixture.',
    )
  })

  it.each(['waits forever', 'hangs without a timeout', 'gives up if a call hangs'])('fails once, and as itself, if it %s', (title) => {
    const { status, errors } = outcomes.get(title)!
    expect({ status, errors }).toEqual({
      status: 'failed',
      errors: [expect.stringMatching(/^StuckError: Stuck at 0ms of virtual time: /)],
    })
    expect(printed).not.toContain(`${title}\nbrownout: A stream is left open`)
  })

  it('keeps an error of its own next to being stuck', () => {
    const { errors } = outcomes.get('has an error of its own if a call hangs')!
    expect(errors).toEqual([expect.stringMatching(/^Error: no answer/), expect.stringMatching(/^StuckError: /)])
  })

  it('ends virtual time that a test leaves active when its time is over', () => {
    expect(outcomes.get('runs out of time in virtual time of its own')).toMatchObject({ status: 'failed' })
    expect(outcomes.get('has real time after a test that ran out of it')).toMatchObject({ status: 'passed' })
  })

  it('refuses to run concurrently under virtual time', () => {
    expect(outcomes.get('runs concurrently under virtual time')!.message).toContain('Cannot run a concurrent test under virtual time')
  })

  it('prints its seed and the line that runs it again, if a fault fired', () => {
    expect(printed).toMatch(
      /brownout: reproduce this failure \(seed [0-9a-f]{8}\):\n {5}BROWNOUT_SEED=[0-9a-f]{8} npx vitest run \S+ -t '\^hangs without a timeout\$'\n {2}or BROWNOUT_INCIDENT=/,
    )
    expect(printed).not.toContain("'^fails by itself$'")
  })

  it('passes if a fault never fired, and reports it', () => {
    expect(outcomes.get('injects what never fires')).toMatchObject({ status: 'passed' })
    expect(printed).toContain(
      'brownout: truncated-stream { afterDeltas: 500, ending: "clean" } on every call never fired: it acted and changed nothing.',
    )
  })

  it('fails if a fault threw, naming the fault', () => {
    expect(outcomes.get('injects a fault with a bug')!.message).toContain(
      'The fault "broken-fault" failed in its answer stage. That is a bug in the fault',
    )
  })

  it("reports the client's mistakes, even if the test passes", () => {
    expect(outcomes.get('retries too early and passes')).toMatchObject({ status: 'passed' })
    expect(printed).toMatch(
      /^brownout: Retries before Retry-After has passed \(honors-retry-after\): openai answered call 1 at 0ms with a Retry-After of 1m, and call 2 began after 0ms\. Read Retry-After .*withChaos\(\{ clientBehavior: 'fail' \}\) makes it fail, and 'ignore' turns the warning off\.$/m,
    )
  })

  it("fails if the client's mistakes are set to fail", () => {
    const { message } = outcomes.get('retries too early if the test is set to fail')!
    expect(message).toContain('Retries before Retry-After has passed (honors-retry-after): openai answered call 1')
    expect(message).not.toContain('turns the warning off')
  })
  it('passes with a remark of a search, and prints it in one line', () => {
    expect(outcomes.get('survives with a remark')).toMatchObject({ status: 'passed' })
    expect(outcomes.get('survives without a remark')).toMatchObject({ status: 'passed' })
    expect(printed.match(/^brownout: remark: .*$/gm)).toEqual([
      expect.stringMatching(/^brownout: remark: failures-reported: no call was answered, .* \(under server-error .* on every call.*\)$/),
    ])
  })

  it('refuses fake timers, in one error, and later tests have real ones', () => {
    const { message } = outcomes.get('has fake timers installed')!
    expect(message).toContain('Cannot begin virtual time: fake timers (vi.useFakeTimers, jest.useFakeTimers, sinon) are installed already')
    expect(outcomes.get('waits without a chaos after fake timers')).toMatchObject({ status: 'passed' })
  })
})
