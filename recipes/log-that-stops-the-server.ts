import { stderrNoise } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/kit.ts'

/**
 * A tool server fills a pipe that nobody reads, and stops.
 * @example
 * chaos.play(logThatStopsTheServer({ on: 'orders' }))
 */
export const logThatStopsTheServer: RecipeFactory = defineRecipe({
  name: 'log-that-stops-the-server',
  summary: 'a tool server fills a pipe that the client does not read, and stops',
  story:
    'A pipe holds 64 KiB. ' +
    'A client that asks for the log of a server and never reads it stops the server once that is full: it waits, and answers nothing more. ' +
    'No error says so. ' +
    'Calls just time out, one after the other.',
  sources: ['https://github.com/mark3labs/mcp-go/issues/956', 'https://github.com/Quack6765/Eidon-AI/pull/247'],
  sourced: ['a log of more than 64 KiB that stops a server'],
  assumed: [],
  invented: ['the server of the terms'],
  breaks: ['settles-within', 'other-servers-work'],
  phases: [
    { from: 0, to: '1h', what: 'the terms write a long log', injections: [stderrNoise({ bytes: 1_000_000 }).for({ provider: 'terms' })] },
  ],
})
