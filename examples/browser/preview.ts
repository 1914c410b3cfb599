// In a project with Storybook, this is .storybook/preview.ts.
import { startWorker, storyLoader } from '../../src/browser/index.ts'
import { chaos } from './chaos.ts'

export default {
  // Storybook calls the returned function when the preview is torn down.
  beforeAll: () => startWorker(chaos),
  loaders: [storyLoader(chaos)],
}
