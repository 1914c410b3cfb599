import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { serverError } from '../faults/index.ts'

/**
 * An Azure region runs out of memory for a morning.
 * @example
 * chaos.play(swedenCentral({ speed: 10 }))
 */
export const swedenCentral: RecipeFactory = defineRecipe({
  name: 'sweden-central',
  summary: 'an Azure region runs out of memory for a morning',
  story:
    'On 2026-01-27 Azure OpenAI pods in one European region ran out of memory, one after another. ' +
    'It lasted from nine to four, UTC. ' +
    'An app that falls back must stay in the regions that the law allows for its data.',
  sources: ['https://windowsforum.com/threads/399223'],
  sourced: ['one region, 7 h 12 min, in a report that quotes Azure'],
  assumed: ['60% of the calls, each with a 503'],
  invented: ['all of Azure instead of one region'],
  breaks: ['falls-back', 'stays-in-region', 'settles-within', 'retries-at-most'],
  phases: [
    { from: 0, to: '432m', what: 'the region fails', injections: [serverError({ status: 503 }).for({ provider: 'azure' }).chance(0.6)] },
  ],
})
