import type { Turn } from '../../../../examples/long-conversation/conversation.ts'
import { resume as resumeHardened } from '../../../../examples/long-conversation/hardened.ts'
import { resume as resumeNaive } from '../../../../examples/long-conversation/naive.ts'
import { textOf } from '../../../../src/engine/kit/conversation.ts'
import { answers, openai } from '../../../../src/index.ts'
import { marksWrongAnswers, settlesWithin } from '../../../../src/property/index.ts'
import type { App, Scene } from '../scene.ts'

const chatter = 'On that day I ran for half an hour, then I went to the sauna, and the showers were cold again.'
const question = 'What is my membership number?'

function turnsAbout(number: number): readonly Turn[] {
  const turn = (index: number): Turn => ({
    role: 'user',
    content:
      index === 30
        ? `My membership number is ${number}.`
        : Array.from({ length: 10 }, (_, line) => `${index}.${line}: ${chatter}`).join('\n'),
  })
  return Array.from({ length: 60 }, (_, index) => [turn(index), { role: 'assistant', content: 'Noted.' } as const]).flat()
}

/** Every second member writes everything in one message. */
function taskOf(resume: typeof resumeNaive): App {
  return () => (index) => async () => {
    const turns = turnsAbout(4_000 + index)
    if (index % 2 === 0) return resume(turns).say(question)
    return resume([]).say(
      [
        ...turns
          .slice(48, 72)
          .filter(({ role }) => role === 'user')
          .map(({ content }) => content),
        question,
      ].join('\n'),
    )
  }
}

/** A club member with a long conversation. */
export const longConversation: Scene = {
  name: 'long-conversation',
  folders: ['examples/long-conversation'],
  what: 'a conversation with one fact far back',
  behavior: 'it keeps its own record, and sends the few lines that speak of the question',
  providers: () => [openai()],
  answers: () =>
    answers.from((call) => {
      const [, number = '1042'] = /membership number is (\d+)/.exec(textOf(call)) ?? []
      return `Your membership number is ${number}.`
    }),
  naive: taskOf(resumeNaive),
  hardened: taskOf(resumeHardened),
  // Its prompts are too short for a model to lose their middle.
  isHardenedSpared: true,
  properties: [marksWrongAnswers(), settlesWithin('60s')],
  tasks: 8,
  limit: 600_000,
}
