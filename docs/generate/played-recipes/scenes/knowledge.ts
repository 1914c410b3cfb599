import { createAnswerer as createHardened } from '../../../../examples/knowledge/hardened.ts'
import { createAnswerer as createNaive } from '../../../../examples/knowledge/naive.ts'
import { openai } from '../../../../src/index.ts'
import { qdrant } from '../../../../src/providers/http/index.ts'
import type { App, Scene } from '../scene.ts'
import { policyAnswers, topics } from './policy-answers.ts'

/** The vector of a topic: all topics have the same distance from each other. */
const vectorOf = (topic: number): number[] => topics.map((_, index) => (index === topic ? 1 : 0))

const policies = topics.map(({ document: { id: name, text } }, index) => ({ id: index, vector: vectorOf(index), payload: { name, text } }))

function appOf(create: typeof createNaive): App {
  return () => {
    const answerer = create()
    const questions = topics.flatMap((topic) => topic.questions)
    return (index) => () => answerer.answer(`Customer ${index} here. ${questions[index % questions.length]!}`)
  }
}

/** Answers from documents from a vector store. */
export const knowledge: Scene = {
  ...policyAnswers,
  name: 'knowledge',
  folders: ['examples/knowledge', 'examples/policy-answers'],
  what: 'answers from documents in a vector store',
  behavior: 'if the search fails or finds nothing, it calls no model and hands the question to a person',
  // The provider with the recipes' faults is the first one: otherwise the faults would move to another one.
  providers: () => [qdrant({ collections: { policies } }), openai()],
  answers: (recipe) => {
    const inWords = policyAnswers.answers(recipe)
    return (call, context) => {
      if (call.operation !== 'embed') return inWords(call, context)
      return {
        parts: call.messages.map(({ parts }) => {
          const text = parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
          const topic = topics.findIndex(({ questions }) => questions.some((question) => text.endsWith(question)))
          return { type: 'data', text: JSON.stringify(vectorOf(topic)) }
        }),
      }
    }
  },
  naive: appOf(createNaive),
  hardened: appOf(createHardened),
}
