import OpenAI from 'openai'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { overloaded, stalledStream, truncatedStream } from '../../faults/index.ts'
import { answers, brownout, openai, recorded, virtualTime, type AnswerSource, type Chaos } from '../../src/index.ts'
import { recording } from '../../src/upstream/record.ts'
import { chaosUpstream } from '../engine/run/upstream/chaos-upstream.ts'

const text = 'Your parcel comes tomorrow.'
const messages = [{ role: 'user' as const, content: 'Where is my parcel?' }]
const secret = 'sk-proj-abcdef1234567890abcdef'

let folder: string
let told: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brownout-recordings-'))
  told = []
})
afterEach(() => rmSync(folder, { recursive: true }))

function recordingOf(source: AnswerSource): Chaos {
  const real = brownout({ seed: 'real', providers: [openai()], answers: source })
  return brownout({ providers: [openai()], upstream: recording(chaosUpstream(real), folder, (line) => told.push(line)) })
}

function playback(): Chaos {
  return brownout({ seed: 'tuesday', providers: [openai()], upstream: recorded(folder), answers: answers.from(() => 'Emulated.') })
}

/** The text of a stream, and when its chunks arrived. */
async function read(chaos: Chaos, content = messages): Promise<{ told: string; at: number[]; error: unknown }> {
  const release = chaos.intercept()
  const at: number[] = []
  let said = ''
  try {
    return await virtualTime(async (clock) => {
      const client = new OpenAI({ apiKey: secret, maxRetries: 0 })
      const began = clock.now()
      try {
        for await (const chunk of await client.chat.completions.create({ model: 'gpt-4o', messages: content, stream: true })) {
          const { content: piece = '' } = chunk.choices[0]?.delta ?? {}
          if (piece) at.push(clock.now() - began)
          said += piece ?? ''
        }
        return { told: said, at, error: undefined }
      } catch (error) {
        return { told: said, at, error }
      }
    })
  } finally {
    release()
  }
}

interface Kept {
  readonly after: number
  readonly status: number
  readonly body: readonly { readonly after: number; readonly text: string }[]
}

function onlyFile(): { path: string; json: Kept } {
  const [file] = readdirSync(folder)
  const path = join(folder, file!)
  return { path, json: JSON.parse(readFileSync(path, 'utf8')) as Kept }
}

describe('recording', () => {
  it('keeps a reply under a name that follows from the request, and answers by it again', async () => {
    await read(recordingOf(answers.from(() => text)))
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^openai-chat\.completions-stream-[0-9a-f]{16}\.json$/)])
    expect((await read(playback())).told).toBe(text)
  })

  it('keeps no credentials, wherever they are', async () => {
    await read(recordingOf(answers.from(() => `Your key is ${secret}.`)))
    const kept = readFileSync(onlyFile().path, 'utf8')
    expect(kept).not.toContain(secret)
    expect(kept).not.toContain('authorization')
    expect(kept).toContain('Where is my parcel?')
  })

  it('replays a reply at the pace at which it arrived', async () => {
    await read(recordingOf(answers.from(() => text)))
    const { path, json } = onlyFile()
    const body = json.body.map((piece) => ({ ...piece, after: piece.text.includes('"content":"') ? 250 : 0 }))
    writeFileSync(path, JSON.stringify({ ...json, after: 1_000, body }))
    const chaos = playback()
    const { at } = await read(chaos)
    expect(at[0]).toBeGreaterThanOrEqual(1_000)
    const gaps = at.slice(1).map((time, index) => time - at[index]!)
    expect(new Set(gaps)).toEqual(new Set([250]))
    expect(chaos.journal.calls[0]).toMatchObject({ ending: 'complete', truth: text, received: text })
  })

  it('has faults on top', async () => {
    await read(recordingOf(answers.from(() => text)))
    const chaos = playback()
    chaos.inject(overloaded().nth(1), truncatedStream({ afterDeltas: 2 }).nth(2), stalledStream({ afterDeltas: 1, duration: '10m' }).nth(3))
    expect((await read(chaos)).error).toMatchObject({ status: 503 })
    expect((await read(chaos)).told).toBe('Your parcel')
    const { told: whole, at } = await read(chaos)
    expect(whole).toBe(text)
    expect(at.at(-1)).toBeGreaterThanOrEqual(600_000)
  })

  it('plays the replies to one request in their order, then the last again', async () => {
    let count = 0
    const chaos = recordingOf(answers.from(() => ['First.', 'Second.'][count++]))
    await read(chaos)
    await read(chaos)
    const again = playback()
    expect([await read(again), await read(again), await read(again)].map(({ told: said }) => said)).toEqual([
      'First.',
      'Second.',
      'Second.',
    ])
    again.reset()
    expect((await read(again)).told).toBe('First.')
  })

  it('does not keep a reply that breaks off, or that a fault truncates', async () => {
    const chaos = recordingOf(answers.from(() => text))
    chaos.inject(truncatedStream({ afterDeltas: 1 }))
    await read(chaos)
    expect(readdirSync(folder)).toEqual([])
  })

  it('leaves what was not recorded to brownout', async () => {
    await read(recordingOf(answers.from(() => text)))
    expect((await read(playback(), [{ role: 'user', content: 'Another question?' }])).told).toBe('Emulated.')
  })

  it("reports what has changed in the form of a reply, and nothing of the model's text", async () => {
    await read(recordingOf(answers.from(() => text)))
    await read(recordingOf(answers.from(() => 'Something else.')))
    expect(told).toEqual([])
    const { path, json } = onlyFile()
    const older = json.body.map((piece) => ({ ...piece, text: piece.text.replaceAll('"system_fingerprint"', '"fingerprint"') }))
    writeFileSync(path, JSON.stringify({ ...json, status: 201, body: older }))
    await read(recordingOf(answers.from(() => text)))
    expect(told).toEqual([
      `${path}: the status was 201, now 200`,
      `${path}: new: system_fingerprint: string`,
      `${path}: gone: fingerprint: string`,
    ])
  })

  it('names a folder that does not exist, and a file that is not a recording', async () => {
    expect(() => recorded(join(folder, 'nowhere'))).toThrow(
      /nowhere": the folder does not exist\. Record replies into it with: brownout proxy --record/,
    )
    await read(recordingOf(answers.from(() => text)))
    const { path } = onlyFile()
    writeFileSync(path, '{"format":"other"}')
    const chaos = playback()
    expect(String((await read(chaos)).error)).toContain(`Cannot read the recording "${path}"`)
  })
})
