import { summarizeAll as summarizeHardened } from '../../../../examples/batch/hardened.ts'
import { summarizeAll as summarizeNaive } from '../../../../examples/batch/naive.ts'
import type { Job } from '../../../../examples/batch/job.ts'
import { promptOf } from '../../../../src/engine/kit/conversation.ts'
import { answers, openai } from '../../../../src/index.ts'
import { honorsRetryAfter, keepsPartialResults, settlesWithin } from '../../../../src/property/index.ts'
import type { App, Scene } from '../scene.ts'

/** The jobs of one batch. Every tenth is a picture. */
function jobsOf(batch: number): readonly Job[] {
  return Array.from({ length: 90 }, (_, index) => ({
    name: `job ${batch}-${index}`,
    model: index % 10 === 9 ? 'gpt-image-1' : 'gpt-4o',
    text: `Parcel ${batch}-${index} went from Lyon to Turin, over the pass, in snow.`,
  }))
}

function appOf(summarizeAll: typeof summarizeNaive): App {
  return () =>
    (index) =>
    ({ observe }) =>
      summarizeAll(jobsOf(index), ({ name, text }, work) => observe.task({ name, prompt: text }, work))
}

/** Summarizes many texts and pictures at once. */
export const batch: Scene = {
  name: 'batch',
  folders: ['examples/batch'],
  what: 'a batch of 90 jobs at once',
  behavior: 'it works on six at a time, at the pace of the rate limit, and keeps each result',
  providers: () => [openai()],
  answers: () => answers.from((call) => `Summary of: ${promptOf(call)}`),
  naive: appOf(summarizeNaive),
  hardened: appOf(summarizeHardened),
  properties: [keepsPartialResults(), honorsRetryAfter(), settlesWithin('45s')],
  tasks: 2,
  limit: 900_000,
}
