import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { mixedScripts, confidentlyWrong } from '../faults/index.ts'

/**
 * Some conversations get worse answers, for weeks, with a 200.
 * @example
 * chaos.play(claudeThreeBugs({ speed: 10 }))
 */
export const claudeThreeBugs: RecipeFactory = defineRecipe({
  name: 'claude-three-bugs',
  summary: 'some conversations get worse answers for weeks, with status 200',
  story:
    'From 2025-08-05 Anthropic had three bugs at once. ' +
    'Some requests went to the wrong servers, and the same conversations went there again; wrong tokens appeared in answers; at times the most likely token was dropped. ' +
    'Every answer had the status 200, and Anthropic wrote a post-mortem of it.',
  sources: ['https://www.anthropic.com/engineering/a-postmortem-of-three-recent-issues'],
  sourced: [
    '0.8% of the requests to one model at first, 16% in the worst hour, the same conversations each time',
    'characters of other scripts for 8 days, until 2025-09-02',
    'the dropped token',
  ],
  assumed: ['10% after the worst hour', '1% of the answers with wrong tokens, and 1% wrong because of the dropped one'],
  invented: ['wrong facts instead of worse answers', 'every model instead of one', 'the question about the refund'],
  breaks: ['guardrail-catches', 'schema-valid-or-error'],
  answers: [{ prompt: 'refund', truth: '30 days', lies: ['90 days'] }],
  phases: [
    {
      from: 0,
      to: '576h',
      what: 'a few conversations are worse',
      injections: [confidentlyWrong().for({ provider: 'anthropic' }).chance(0.008, { sticky: 'conversation' })],
    },
    {
      from: '480h',
      to: '672h',
      what: 'words of other scripts appear',
      injections: [mixedScripts().for({ provider: 'anthropic' }).chance(0.01)],
    },
    {
      from: '480h',
      to: '720h',
      what: 'the most likely token is dropped at times',
      injections: [confidentlyWrong().for({ provider: 'anthropic' }).chance(0.01)],
    },
    {
      from: '576h',
      to: '624h',
      what: 'more are worse',
      injections: [confidentlyWrong().for({ provider: 'anthropic' }).chance(1, { sticky: 'conversation' }).ramp(0.008, 0.16, '48h')],
    },
    {
      from: '624h',
      to: '720h',
      what: 'one in ten is worse',
      injections: [confidentlyWrong().for({ provider: 'anthropic' }).chance(0.1, { sticky: 'conversation' })],
    },
  ],
})
