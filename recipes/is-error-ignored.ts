import { toolFails } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/kit.ts'

/**
 * A tool reports a failure in a flag, and the app reads only its text.
 * @example
 * chaos.play(isErrorIgnored({ on: 'orders' }))
 */
export const isErrorIgnored: RecipeFactory = defineRecipe({
  name: 'is-error-ignored',
  summary: 'a tool reports a failure in a flag, and the app reads only its text',
  story:
    'A result with isError looks like any other to a client that reads only its text. ' +
    'An editor and two agent frameworks passed it on as a success. ' +
    'The model then works with the text of an error as if it were data.',
  sources: ['https://github.com/zed-industries/zed/pull/47095', 'https://github.com/elizaOS/eliza/issues/30037'],
  sourced: ['clients that ignore isError'],
  assumed: ['every call of the shop fails'],
  invented: ['the text of the failure: an empty list'],
  breaks: ['no-silent-tool-failure'],
  phases: [
    {
      from: 0,
      to: '1h',
      what: 'the shop fails, and its text is an empty list',
      injections: [toolFails({ text: '[]' }).for({ provider: 'shop' })],
    },
  ],
})
