import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { catalogue } from '../../../faults/catalogue.ts'
import { leakedInstructions } from '../../../faults/index.ts'
import { answers, brownout, openai, readIncident } from '../../../src/index.ts'
import { badDay } from './bad-day.ts'

const script = fileURLToPath(new URL('./bad-day.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'brownout-incident-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('an incident', () => {
  it('replays to the byte in another process, a condition in code and all', async () => {
    const chaos = await badDay({ seed: 'friday' })
    const fired = chaos.journal.calls.flatMap((call) => call.fired.map(({ fault }) => fault))
    expect(new Set(fired).size).toBeGreaterThan(2)
    const file = join(folder, 'incident.json')
    writeFileSync(file, JSON.stringify(chaos.incident()))
    const { BROWNOUT_SEED: _seed, ...env } = process.env
    const printed = execFileSync(process.execPath, [script, file], { encoding: 'utf8', env, maxBuffer: 1e8 })
    expect(printed).toBe(`${JSON.stringify(chaos.journal)}\n${JSON.stringify(chaos.incident())}\n`)
  }, 30_000)

  it('fires again whom it hit, though the questions have changed', async () => {
    const chaos = await badDay({ seed: 'friday' })
    const replay = readIncident(JSON.stringify(chaos.incident()), catalogue)
    const changed = await badDay({ replay, wording: (question) => `Please: ${question}` })
    const matches = (calls: (typeof chaos)['journal']['calls']) => calls.map(({ fired, attempt, status }) => ({ fired, attempt, status }))
    expect(matches(changed.journal.calls)).toEqual(matches(chaos.journal.calls))
    expect(changed.replayReport).toMatchObject({ byKey: 0, byPosition: chaos.journal.calls.length, missing: [], unexpected: [] })
  })

  it('lists what it could not find again, and fires none of it', async () => {
    const chaos = await badDay({ seed: 'friday', questions: ['one', 'two'] })
    const { schedule } = chaos.incident()
    const replay = readIncident(chaos.incident(), catalogue)
    const more = await badDay({ replay, questions: ['one', 'two', 'three'] })
    expect(more.replayReport?.unexpected).toMatchObject([{ provider: 'openai', model: 'gpt-4o', attempt: 0 }])
    expect(more.journal.calls.at(-1)).toMatchObject({ fired: [], status: 200 })
    const fewer = await badDay({ replay, questions: ['two'] })
    const isOfOne = ({ asked }: { asked?: string | undefined }): boolean => asked?.includes('one') === true
    expect(fewer.replayReport?.missing).toEqual(schedule?.filter(isOfOne))
    expect(fewer.replayReport?.byPosition).toBe(0)
  })

  it('gives a late call its own failures, even if a new call is at its position', async () => {
    const chaos = await badDay({ seed: 'friday', questions: ['one', 'two'] })
    const replay = readIncident(chaos.incident(), catalogue)
    const more = await badDay({ replay, questions: ['zero', 'one', 'two'] })
    const fates = (run: typeof chaos, question: string) =>
      run.journal.calls
        .filter(({ call }) => JSON.stringify(call.messages).includes(question))
        .map(({ fired }) => fired.map(({ fault }) => fault))
    for (const question of ['one', 'two']) expect(fates(more, question)).toEqual(fates(chaos, question))
  })

  it('returns the recorded answers instead of those of the test', async () => {
    const chaos = await badDay({ seed: 'friday' })
    const replay = readIncident(chaos.incident(), catalogue)
    const again = await badDay({ replay, says: 'Something else.' })
    expect(JSON.stringify(again.journal)).toBe(JSON.stringify(chaos.journal))
  })

  it('holds no secret: no key, no header, and nothing of what was listed', async () => {
    const secret = 'Use sk-proj-abcdefgh12345678 with authorization: Bearer abc.def.ghi12345 for jane@example.org, x-api-key: hunter2222'
    const chaos = await badDay({ seed: 'friday', says: secret, questions: [secret] })
    const text = JSON.stringify(chaos.incident({ redact: [/\w+@example\.org/, 'for'] }))
    for (const part of ['abcdefgh12345678', 'abc.def', 'hunter2222', 'jane', 'for ']) expect(text).not.toContain(part)
    expect(text).toContain('[removed]')
    expect(readIncident(text, catalogue).injections.length).toBe(chaos.injections.length)
  })

  it('distinguishes prompts by their digest if they are hashed', async () => {
    const chaos = await badDay({ seed: 'friday', questions: ['Is Jane ill?'], says: 'Yes.' })
    expect(JSON.stringify(chaos.incident())).toContain('Is Jane ill?')
    expect(JSON.stringify(chaos.incident({ prompts: 'hash' }))).not.toContain('Is Jane ill?')
  })

  it('holds neither tool results nor a leaked system prompt if prompts are hashed, and keeps other answers', async () => {
    const chaos = brownout({
      providers: [openai()],
      answers: answers.from(({ messages }) => (messages.at(-1)!.role === 'tool' ? 'The diagnosis is Influenza.' : 'Let me look that up.')),
    })
    chaos.inject(leakedInstructions())
    const release = chaos.intercept()
    const system = { role: 'system', content: 'Never mention the clinic in Bergen.' }
    const question = { role: 'user', content: 'What does she have?' }
    const call = { id: 'call_1', type: 'function', function: { name: 'look', arguments: '{}' } }
    const result = { role: 'tool', tool_call_id: 'call_1', content: '{"patient":"Jane Doe","diagnosis":"Influenza"}' }
    for (const messages of [
      [system, question],
      [system, question, { role: 'assistant', tool_calls: [call] }, result],
    ])
      await fetch('https://api.openai.com/v1/chat/completions', {
        method: 'POST',
        headers: { authorization: 'Bearer test' },
        body: JSON.stringify({ model: 'gpt-4o', messages }),
      }).then((response) => response.text())
    release()
    const [kept, hashed] = [JSON.stringify(chaos.incident()), JSON.stringify(chaos.incident({ prompts: 'hash' }))]
    for (const part of ['clinic in Bergen', 'Influenza', 'What does she have']) {
      expect(kept).toContain(part)
      expect(hashed).not.toContain(part)
    }
    expect(hashed).toContain('Let me look that up.')
    expect(readIncident(hashed, catalogue).schedule).toHaveLength(2)
  })

  it('removes exactly the credentials that were sent, in any form, and the queries of unhandled URLs', async () => {
    const sent = { plain: 'zq81kfm2pw', gemini: 'AQ.Ab8RN6-unknown-form', basic: btoa('jane:correct horse 7') }
    const leaky = answers.from(() => `Used ${sent.plain} and correct horse 7, with a test.`)
    const chaos = brownout({ providers: [openai()], answers: leaky })
    const release = chaos.intercept()
    const ask = async (authorization: string): Promise<void> => {
      const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello?' }] })
      await (await fetch('https://api.openai.com/v1/chat/completions', { method: 'POST', headers: { authorization }, body })).text()
    }
    await ask(`Bearer ${sent.plain}`)
    await ask(`Basic ${sent.basic}`)
    await ask('Bearer test')
    await fetch(`https://api.openai.com/v1/fine_tuning/jobs?access_token=${sent.gemini}&limit=2`).catch(() => {})
    release()
    const text = JSON.stringify(chaos.incident())
    for (const secret of [sent.plain, sent.gemini, sent.basic, 'correct horse']) expect(text).not.toContain(secret)
    expect(text).toContain('Used [removed] and [removed], with a test.')
    expect(chaos.journal.unhandled).toMatchObject([
      { url: 'https://api.openai.com/v1/fine_tuning/jobs?access_token=[removed]&limit=[removed]' },
    ])
  })

  it('is of a single run without a script', async () => {
    const incident = (await badDay({ seed: 'friday', questions: ['one'] })).incident()
    expect(incident).not.toHaveProperty('script')
    expect(readIncident(incident, catalogue).script).toEqual([{ after: 0, copies: 1 }])
  })

  it('holds a script through JSON, and takes durations with units in it', () => {
    const held = { format: 'brownout-incident', version: 1, seed: 'x', plan: { version: 1, injections: [] } }
    const script = [
      { after: 0, copies: 2, abortAfter: 5_000 },
      { after: 600_000, copies: 1 },
    ]
    expect(readIncident(JSON.stringify({ ...held, script }), catalogue).script).toEqual(script)
    const typed = [
      { after: 0, copies: 2, abortAfter: '5s' },
      { after: '10m', copies: 1 },
    ]
    expect(readIncident({ ...held, script: typed }, catalogue).script).toEqual(script)
  })

  it.each([
    [[], 'expected at least one run'],
    [[{ after: -1, copies: 1 }], /script\[0\]\.after/],
    [[{ after: 0, copies: 0 }], /script\[0\]\.copies/],
    [[{ after: 0, copies: 1, abortafter: 5 }], /Unrecognized key: "abortafter"/],
  ])('describes the error in the script %j', (script, message) => {
    const held = { format: 'brownout-incident', version: 1, seed: 'x', plan: { version: 1, injections: [] }, script }
    expect(() => readIncident(held, catalogue)).toThrow(message)
  })

  it.each([
    ['{', /^Cannot read the incident: it is not JSON \(.*\)\.$/],
    ['incident.json', /^Cannot read the incident: it is not JSON \(.*\)\. Expected the text of the file, not its name\.$/],
    [{ format: 'har' }, 'its "format" is "har", expected "brownout-incident"'],
    [{ format: 'brownout-incident', version: 9 }, 'its version is 9, and this brownout reads version 1'],
    [
      { format: 'brownout-incident', version: 1, seed: 'x', plan: { version: 1, injections: [] }, schedule: [{ provider: 7 }] },
      /schedule\[0\]\.provider/,
    ],
    [
      {
        format: 'brownout-incident',
        version: 1,
        seed: 'x',
        plan: { version: 1, injections: [{ fault: 'overloaded', conditional: true }] },
      },
      'the injection of "overloaded" had a .when(...), and no schedule next to it lists the calls that it matched',
    ],
  ])('describes the error in %j', (value, message) => {
    expect(() => readIncident(value, catalogue)).toThrow(message)
  })
})
