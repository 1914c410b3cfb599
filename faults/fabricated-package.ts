import { z } from 'zod'
import { defineFault, changingProse, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

const invented = ['express-async-guard', 'react-state-sync', 'node-retry-kit', 'py-json-safe', 'ai-stream-utils-pro'] as const
const installed = /\b((?:npm (?:install|i)|pnpm add|yarn add|pip install) )([@\w/.-]+)/

/**
 * The answer names a package that does not exist and recommends that the user installs it.
 * Reported in: arXiv 2406.10279: 5.2% of the packages that commercial models name are invented, 21.7% with open models.
 * @example
 * chaos.inject(fabricatedPackage().chance(0.052))
 */
export const fabricatedPackage: FaultFactory<typeof parameters> = defineFault({
  name: 'fabricated-package',
  summary: 'the answer names a package that does not exist',
  family: 'Answer content',
  needs: ['prose'],
  shows: 'wrong-content',
  persistence: 'sticky',
  frequency: 'occasional',
  sources: ['https://arxiv.org/abs/2406.10279'],
  breaks: ['guardrail-catches'],
  parameters,
  answer: changingProse((text, { drawnFor }) => {
    // The same question gets the same invented name: 43% of invented names are repeated every time.
    const name = drawnFor(text).pick(invented)
    return installed.test(text)
      ? text.replace(installed, (_, command: string) => `${command}${name}`)
      : `${text} You may install ${name} for it.`
  }),
})
