import { answers, brownout, openai } from '../../src/index.ts'

/** The emulated model behind the server of the page. */
export const chaos = brownout({
  seed: 'tuesday',
  providers: [openai({ baseURL: `${location.origin}/v1` })],
  answers: answers.facts([{ prompt: /parcel/i, truth: 'Your parcel is on its way and arrives on Thursday before noon.', lies: [] }]),
  pace: { firstToken: '100ms', perDelta: '20ms' },
})
