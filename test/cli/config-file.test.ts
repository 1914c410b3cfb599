import { Command } from 'commander'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { overloaded, rateLimited } from '../../faults/index.ts'
import { takesChaosOptions, takesFaultOptions, type ChaosSettings } from '../../src/cli/chaos-options.ts'
import { loadConfig, takesConfig } from '../../src/cli/config-file.ts'
import { defineConfig, type BrownoutConfig } from '../../src/index.ts'
import { readConfig } from '../../src/config/config.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brownout-config-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(text: string, name = 'brownout.config.ts'): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** The settings of a verb that was called like this. */
async function settingsOf(config: string, ...typed: string[]): Promise<ChaosSettings> {
  let settings: ChaosSettings | undefined
  const program = new Command().exitOverride()
  takesChaosOptions(program.command('serve').exitOverride()).action((given: ChaosSettings) => void (settings = given))
  await program.parseAsync(['serve', '--config', config, ...typed], { from: 'user' })
  return settings!
}

describe('a config file', () => {
  it('gives the options of a verb their values, in TypeScript, as text or as what the library makes', async () => {
    const config = write(`
      const seed: string = 'tuesday'
      export default {
        seed,
        providers: ['anthropic', 'openai=http://localhost:1234/v1'],
        ownHosts: ['/llm=openai'],
        faults: ['overloaded:first=2', 'rate-limited:retryAfter=2s,for=openai'],
        recipes: ['anthropic-overload-wave'],
        answers: () => 'Hello!',
        speed: 10,
        log: 'json',
      } satisfies object
    `)
    const settings = await settingsOf(config)
    expect(settings).toMatchObject({ seed: 'tuesday', speed: 10, log: 'json' })
    expect(settings.providers!.map(({ name }) => name)).toEqual(['anthropic', 'openai'])
    expect(settings.ownHost!.map(({ name }) => name)).toEqual(['llm'])
    expect(settings.fault.map((fault) => fault.toJSON())).toEqual([
      overloaded().first(2).toJSON(),
      rateLimited({ retryAfter: '2s' }).for('openai').toJSON(),
    ])
    expect(settings.recipe.map(({ recipe }) => recipe.name)).toEqual(['anthropic-overload-wave'])
    expect(settings.answers).toBeTypeOf('function')
  })

  it('takes providers that the library makes, next to names', async () => {
    const mcp = JSON.stringify(import.meta.resolve('../../src/providers/mcp/index.ts'))
    const config = write(`
      import { mcp } from ${mcp}
      export default { providers: [mcp({ name: 'shop', command: 'npx', upstream: true }), 'anthropic'] }
    `)
    expect((await settingsOf(config)).providers!.map(({ name }) => name)).toEqual(['anthropic', 'shop'])
    await expect(settingsOf(write('export default { providers: [7] }', 'other.config.ts'))).rejects.toThrow(
      "\"providers.0\" is 7: Invalid input: expected string, received number, or expected a provider, such as mcp({ name: 'shop', url: 'https://shop.example/mcp' }), or a name.",
    )
  })

  it('is overridden by what is typed', async () => {
    const config = write(`export default { seed: 'tuesday', speed: 10, faults: ['overloaded'] }`)
    const settings = await settingsOf(config, '--seed', 'friday', '--fault', 'refusal')
    expect(settings).toMatchObject({ seed: 'friday', speed: 10 })
    expect(settings.fault.map(({ fault }) => fault.name)).toEqual(['refusal'])
    expect((await settingsOf(config, '--replay', 'incident.json')).fault).toEqual([])
  })

  it('gives a verb only what it has an option for', async () => {
    let settings: object = {}
    const program = new Command().exitOverride()
    takesConfig(
      program.command('explore').exitOverride().option('-p, --providers <names>').option('--runs <number>', '', Number, 200),
    ).action((given: object) => void (settings = given))
    const config = write(`export default { providers: ['openai', 'groq'], runs: 7, port: 4700 }`)
    await program.parseAsync(['explore', '--config', config], { from: 'user' })
    expect(settings).toEqual({ config, providers: 'openai,groq', runs: 7 })
  })

  it('has upstreams for a proxy', async () => {
    let settings: ChaosSettings | undefined
    const program = new Command().exitOverride()
    const proxy = program.command('proxy').exitOverride().option('-u, --upstream <url>')
    takesFaultOptions(proxy).action((given: ChaosSettings) => void (settings = given))
    const config = write(`export default { upstreams: ['https://api.openai.com', 'anthropic=https://llm.example'] }`)
    await program.parseAsync(['proxy', '--config', config], { from: 'user' })
    expect(settings!.upstream!.map(({ provider, url }) => [provider.name, url])).toEqual([
      ['openai', 'https://api.openai.com/v1'],
      ['anthropic', 'https://llm.example'],
    ])
  })

  it.each([
    [`export default { sed: 'x' }`, /has no "sed"\. Did you mean "seed"\?/],
    [`export default { port: 'http' }`, /"port" is "http": .*expected number/],
    [`export default { faults: [7] }`, /"faults\.0" is 7/],
    [`export default { faults: ['overlaoded'] }`, /Did you mean "overloaded"/],
    [`export default { providers: ['opnai'] }`, /Did you mean "openai"/],
    [`export default 'tuesday'`, /its default export is "tuesday"\. Expected export default defineConfig/],
    [`export const seed = 'tuesday'`, /its default export is undefined/],
    [`export default {`, /Cannot use/],
  ])('is refused with one clear error: %s', async (text, message) => {
    const config = write(text)
    const error = await settingsOf(config).catch((thrown: unknown) => thrown as Error)
    expect(error).toMatchObject({ name: 'BrownoutError' })
    expect((error as Error).message).toMatch(message)
    expect((error as Error).message).toContain(`Cannot use "${config}"`)
  })

  it('that is named must exist', async () => {
    await expect(loadConfig(join(folder, 'none.ts'))).rejects.toThrow('the file does not exist')
  })

  it('is typed by defineConfig', () => {
    const config: BrownoutConfig = defineConfig({ seed: 7, faults: [overloaded().first(2)], upstreams: ['https://api.openai.com'] })
    expect(readConfig(config, 'brownout.config.ts')).toEqual(config)
  })
})
