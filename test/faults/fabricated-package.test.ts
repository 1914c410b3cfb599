import { describe, expect } from 'vitest'
import { fabricatedPackage } from '../../faults/fabricated-package.ts'
import { modelSaying, test, truth } from './bench.ts'
import { expectChangedProse, expectDrawnBySeed, expectJsonLeftAlone, prose } from './prose.ts'

describe('fabricatedPackage', () => {
  test('adds a package if the answer installs none', async ({ chaos }) => {
    await expectChangedProse(chaos, fabricatedPackage(), truth, expect.stringMatching(/free\. You may install [a-z-]+ for it\.$/))
  })

  test('invents the same package for the same prompt', async ({ chaos }) => {
    chaos.inject(fabricatedPackage())
    expect(await prose()).toBe(await prose())
  })

  const jsonTest = modelSaying('{"days":30}')

  jsonTest('leaves JSON as it is', ({ chaos }) => expectJsonLeftAlone(chaos, fabricatedPackage(), '{"days":30}'))

  test('draws by the seed', ({ chaos }) => expectDrawnBySeed(chaos, fabricatedPackage()))
})

describe.for(['npm install', 'npm i', 'pnpm add', 'yarn add', 'pip install'])('fabricatedPackage, after %s', (command) => {
  const commandTest = modelSaying(`Run ${command} @scope/retry-1.0 first.`)

  commandTest('names another package', async ({ chaos }) => {
    chaos.inject(fabricatedPackage())
    expect(await prose()).toMatch(new RegExp(`^Run ${command} (?!@scope)[a-z-]+ first\\.$`))
  })
})
