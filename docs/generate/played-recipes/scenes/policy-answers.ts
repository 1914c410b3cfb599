import type { Document, PolicyAnswer } from '../../../../examples/policy-answers/documents.ts'
import { createAnswerer as createHardened } from '../../../../examples/policy-answers/hardened.ts'
import { createAnswerer as createNaive } from '../../../../examples/policy-answers/naive.ts'
import { promptOf, textOf } from '../../../../src/engine/kit/conversation.ts'
import type { Recipe } from '../../../../src/engine/plan/recipe.ts'
import { defineProperty, held, inconclusive, violated } from '../../../../src/kit.ts'
import { answers, openai } from '../../../../src/index.ts'
import { degradesVisibly, marksWrongAnswers, schemaValidOrError, settlesWithin } from '../../../../src/property/index.ts'
import { z } from 'zod'
import type { App, Scene } from '../scene.ts'

interface Topic {
  readonly document: Document
  readonly questions: readonly string[]
}

export const topics: readonly Topic[] = [
  {
    document: { id: 'fares', text: 'Bereavement fares cannot be claimed after travel.' },
    questions: ['Can I claim a bereavement fare after my travel?'],
  },
  {
    document: { id: 'refunds', text: 'A refund is paid within 30 days.' },
    questions: ['When is my refund paid?', 'My refund is paid within 90 days, is it not?'],
  },
  { document: { id: 'primes', text: '17077 is prime.' }, questions: ['Is 17077 a prime number?'] },
  {
    document: { id: 'precedents', text: 'Zicherman v. Korean Air Lines, decided in 1996, is the precedent on damages.' },
    questions: ['Which precedent is there on damages?'],
  },
  { document: { id: 'setup', text: 'The server needs npm install express.' }, questions: ['What do I install for the server?'] },
]

/** The topics of a recipe's answers, or all. */
function topicsOf({ answers: facts = [] }: Recipe): readonly Topic[] {
  const about = topics.filter(({ questions }) => facts.some(({ prompt: ask }) => questions.some((question) => question.includes(ask))))
  return about.length === 0 ? topics : about
}

function appOf(create: typeof createNaive): App {
  return (recipe) => {
    const answerer = create(topics.map(({ document }) => document))
    const questions = topicsOf(recipe).flatMap((topic) => topic.questions)
    return (index) => () => answerer.answer(`Customer ${index} here. ${questions[index % questions.length]!}`)
  }
}

const isVerified = (value: unknown): boolean => (value as PolicyAnswer).verified !== undefined

/** The prompt requires this. */
const quotesItsSource = defineProperty({
  id: 'quotes-its-source',
  statement: 'an answer is a sentence of a document, word for word, or it is marked as unverified',
  evidence: 'outcome',
  hint: 'Look up the quote in the document that it cites, before it is returned.',
  judge({ outcome: { settlement } }) {
    if (settlement.type !== 'value') return inconclusive('there is no answer')
    const { text, verified } = settlement.value as PolicyAnswer
    const quote = text.replace(/\s*\[\w+\]$/, '')
    const isQuote = topics.some(({ document }) => document.text.includes(quote))
    return isQuote || verified === false ? held : violated(`"${text}" is in no document`)
  },
})

/** Answers from documents found with embeddings. */
export const policyAnswers: Scene = {
  name: 'policy-answers',
  folders: ['examples/policy-answers'],
  what: 'answers from documents, found by embeddings',
  behavior: 'it returns only word-for-word quotes of the cited document, and hands the rest to a person',
  providers: () => [openai()],
  answers: ({ answers: facts = [] }) =>
    answers.from((call) => {
      const topic = topics.find(({ questions }) => questions.some((question) => promptOf(call).endsWith(question)))
      if (topic === undefined) return undefined
      const { id, text } = topic.document
      // Without the document the model does not know the answer, but answers anyway.
      if (!textOf(call, 'system').includes(text)) return 'That is up to the team in charge, as a rule.'
      const stated = facts.filter(({ truth }) => text.includes(truth)).map(({ truth, lies = [] }) => ({ truth, lies }))
      return { parts: [{ type: 'text', text: `${text} [${id}]` }], facts: stated }
    }),
  naive: appOf(createNaive),
  hardened: appOf(createHardened),
  properties: [
    marksWrongAnswers(),
    quotesItsSource,
    schemaValidOrError(z.object({ text: z.string().min(1) })),
    degradesVisibly({ isMarked: isVerified }),
    settlesWithin('60s'),
  ],
  tasks: 8,
  limit: 600_000,
}
