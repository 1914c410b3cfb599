import { z } from 'zod'
import { defineFault, changingProse, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  count: z.int().positive().default(2).describe('how many words are replaced'),
})

const tokens = ['สวัสดี', '不合格', 'количество', 'การ', '回答', 'すでに', 'وقد'] as const

/**
 * A few words in another script appear in the middle of the answer, as after a sampling bug.
 * Reported in: Anthropic's postmortem of 2025-09: Thai and Chinese characters in English answers from 2025-08-25 to 2025-09-02.
 * @example
 * chaos.inject(mixedScripts().chance(0.008))
 */
export const mixedScripts: FaultFactory<typeof parameters> = defineFault({
  name: 'mixed-scripts',
  summary: 'words in another script appear in the answer',
  family: 'Answer content',
  needs: ['prose'],
  shows: 'wrong-content',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://www.anthropic.com/engineering/a-postmortem-of-three-recent-issues'],
  breaks: ['guardrail-catches', 'schema-valid-or-error'],
  parameters,
  answer: changingProse((text, { parameters: { count }, random }) => {
    const words = text.split(' ')
    const untouched = words.map((_, index) => index)
    for (let left = Math.min(count, words.length); left > 0; left--) {
      const [index] = untouched.splice(random.integer(0, untouched.length - 1), 1)
      words[index!] = random.pick(tokens)
    }
    return words.join(' ')
  }),
})
