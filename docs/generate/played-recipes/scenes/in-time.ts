import { createAnswerer as createHardened } from '../../../../examples/in-time/hardened.ts'
import { createAnswerer as createNaive } from '../../../../examples/in-time/naive.ts'
import { answers, anthropic, openai } from '../../../../src/index.ts'
import { independentFallback, detectsModelSwap, settlesWithin } from '../../../../src/property/index.ts'
import type { Scene } from '../scene.ts'

const promptOf = (customer: number): string => `Customer ${customer} here. Do you deliver on Saturdays?`

/** Answers one question while its user waits. */
export const inTime: Scene = {
  name: 'in-time',
  folders: ['examples/in-time'],
  what: 'one answer while the user waits',
  behavior: 'it limits each attempt, falls back to another provider, and compares the model that answered',
  providers: () => [openai(), anthropic()],
  answers: () => answers.from(() => 'We deliver from Monday to Saturday. There is no extra charge.'),
  naive: () => {
    const answerer = createNaive()
    return (index) => () => answerer.answer(promptOf(index))
  },
  hardened:
    () =>
    (index) =>
    ({ observe }) =>
      createHardened((text) => observe.alert(text)).answer(promptOf(index)),
  properties: [settlesWithin('10s'), independentFallback(), detectsModelSwap()],
  tasks: 8,
  limit: 600_000,
}
