import { describe, expect, it } from 'vitest'
import { ask, emulating } from '../../docs/generate/provider-notes/ask.ts'
import { notes } from '../../docs/generate/provider-notes/index.ts'
import { withParameter } from '../../docs/generate/provider-notes/note.ts'
import { factories } from '../../src/providers/index.ts'
import type { ProviderName } from '../../src/engine/model/names.ts'

const endpoints = (Object.keys(notes) as ProviderName[]).flatMap((name) =>
  notes[name].endpoints.map((note) => ({ name, note, path: note.path })),
)

describe.each(endpoints)('the notes of the page on providers about $name at $path', ({ name, note }) => {
  it('is that these parameters change nothing about the answer', async () => {
    await emulating(factories[name](), async (chaos) => {
      const answered = async (body: object): Promise<unknown> => {
        chaos.reset()
        const { status } = await ask(factories[name](), { ...note, body })
        const [call] = chaos.journal.calls
        return { status, truth: call?.truth, usage: call?.usage }
      }
      const usual = await answered(note.body)
      expect(usual).toMatchObject({ status: 200 })
      for (const [parameter, value] of Object.entries(note.withoutEffect))
        expect([parameter, await answered(withParameter(note.body, parameter, value))]).toEqual([parameter, usual])
    })
  })
})

describe.each(endpoints.filter(({ note }) => note.refused !== undefined))(
  'the notes of the page on providers about $name at $path',
  ({ name, note }) => {
    it('is that these are refused', async () => {
      await emulating(factories[name](), async () => {
        for (const [parameter, added] of Object.entries(note.refused!)) {
          const response = await ask(factories[name](), { ...note, body: { ...note.body, ...added } })
          expect([parameter, response.status, await response.text()]).toEqual([
            parameter,
            400,
            expect.stringContaining('brownout does not emulate'),
          ])
        }
      })
    })
  },
)
