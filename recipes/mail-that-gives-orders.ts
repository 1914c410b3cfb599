import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { promptInjectionObeyed } from '../faults/index.ts'

/**
 * An email contains instructions, and the model obeys some of them.
 * @example
 * chaos.play(mailThatGivesOrders({ speed: 10 }))
 */
export const mailThatGivesOrders: RecipeFactory = defineRecipe({
  name: 'mail-that-gives-orders',
  summary: 'an email contains instructions, and the model follows some of them',
  story:
    'In 2025-06 a vulnerability of an office assistant was published: an unopened email could make it send data out. ' +
    'The assistant had private data, untrusted text and a way out. ' +
    'In a study, models without a defense follow some of such instructions.',
  sources: ['https://arxiv.org/abs/2509.10540', 'https://arxiv.org/abs/2606.26479'],
  sourced: ['the vulnerability, CVE-2025-32711', '25% of the instructions followed by a small model without a defense'],
  assumed: ['the same share of all calls that read such an instruction'],
  invented: ['OpenAI as the provider'],
  breaks: ['never-acts-on-injected', 'guardrail-catches', 'acts-only-on-complete-calls'],
  phases: [
    {
      from: 0,
      to: '8h',
      what: 'instructions are followed',
      injections: [promptInjectionObeyed().for({ provider: 'openai' }).chance(0.25)],
    },
  ],
})
