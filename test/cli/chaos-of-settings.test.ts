import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { overloaded } from '../../faults/index.ts'
import { oneBadHour } from '../../recipes/catalogue.ts'
import { chaosOf, inForce } from '../../src/cli/chaos-of-settings.ts'
import type { ChaosSettings } from '../../src/cli/chaos-options.ts'
import { everyProvider, everyRemoteHost } from '../../src/cli/every-provider.ts'

const folder = mkdtempSync(join(tmpdir(), 'brownout-settings-'))
afterAll(() => rmSync(folder, { recursive: true }))

function written(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify(content))
  return path
}

const usual: ChaosSettings = { seed: 'friday', fault: [], recipe: [], speed: 1, keep: 10_000, otlpTexts: false }
const injections = [{ fault: 'truncated-stream', parameters: { afterDeltas: 1 }, trigger: { first: 2 } }]

describe('the options of the command line', () => {
  it('is in force in its order: faults, the plan, recipes', async () => {
    const plan = written('plan.json', { version: 1, injections })
    const settings = { ...usual, fault: [overloaded().nth(1)], plan, recipe: [oneBadHour()], speed: 60 }
    expect(inForce(await chaosOf(settings, everyProvider), settings)).toEqual([
      'injected: overloaded on call 1',
      'injected: truncated-stream { afterDeltas: 1, ending: "clean" } on the first 2 calls',
      expect.stringMatching(/^plays: one-bad-hour: /),
      "the providers' time passes 60 times faster",
    ])
  })

  it('can be an incident', async () => {
    const replay = written('incident.json', { format: 'brownout-incident', version: 1, seed: 'monday', plan: { version: 1, injections } })
    const chaos = await chaosOf({ ...usual, replay }, everyProvider)
    expect([chaos.seed, inForce(chaos, usual).length]).toEqual(['monday', 1])
  })

  it('describes the error in a plan, and names the provider that is not emulated', async () => {
    const plan = written('slip.json', { version: 1, injections: [{ fault: 'overlaoded' }] })
    await expect(chaosOf({ ...usual, plan }, everyProvider)).rejects.toThrow(/^Cannot play the plan of ".*slip\.json": .*overlaoded/)
    await expect(chaosOf({ ...usual, fault: [overloaded().for('groq')] }, everyProvider)).rejects.toThrow('"groq": it is not set up here')
    await expect(chaosOf({ ...usual, fault: [overloaded().for('groq')] }, everyRemoteHost)).resolves.toBeDefined()
  })

  it('leaves servers of this machine alone that have a port in common with a provider', () => {
    const names = everyRemoteHost().map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['openai', 'ollama', 'groq']))
    expect(names).not.toContain('vllm')
  })
})
