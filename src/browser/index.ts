export { pageHandlers } from './page-handlers.ts'
export { startWorker, type WorkerOptions } from './start-worker.ts'
export { storyLoader, type StoryContext, type StoryParameters } from './story-loader.ts'
