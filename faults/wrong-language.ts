import { z } from 'zod'
import { defineFault, changingProse, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  to: z.enum(['de', 'fr', 'es', 'zh']).default('de').describe('the language of the answer'),
})

const openings = {
  de: 'Gerne beantworte ich Ihre Frage. Die wichtigsten Angaben sind:',
  fr: 'Voici la réponse à votre question. Les points importants sont :',
  es: 'Aquí tiene la respuesta a su pregunta. Los datos importantes son:',
  zh: '以下是对您问题的回答。要点如下：',
} as const

/** Words that a translation keeps: numbers, and names that do not begin a sentence. */
function untranslated(text: string): string {
  return text.match(/\d[\d.,:%-]*\d|\d|(?<=[\p{L}\p{N},;:] )\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)*/gu)?.join(', ') ?? '—'
}

/**
 * The answer is in a different language from the question. Numbers and names stay the same.
 * Reported in: arXiv 2406.20052 (language confusion): models switch away from the user's language.
 * @example
 * chaos.inject(wrongLanguage({ to: 'de' }).chance(0.05))
 */
export const wrongLanguage: FaultFactory<typeof parameters> = defineFault({
  name: 'wrong-language',
  summary: 'the answer is in another language than the question',
  family: 'Answer content',
  needs: ['prose'],
  shows: 'wrong-content',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://arxiv.org/abs/2406.20052'],
  breaks: ['guardrail-catches'],
  parameters,
  answer: changingProse((text, { parameters: { to } }) => (text.trim() === '' ? undefined : `${openings[to]} ${untranslated(text)}`)),
})
