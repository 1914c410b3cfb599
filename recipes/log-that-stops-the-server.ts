import { stderrNoise } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/kit.ts'

/**
 * A tool server fills a pipe that the client does not read, and stops.
 * @example
 * chaos.play(logThatStopsTheServer({ on: 'orders' }))
 */
export const logThatStopsTheServer: RecipeFactory = defineRecipe({
  name: 'log-that-stops-the-server',
  summary: 'a tool server fills a pipe that the client does not read, and stops',
  story:
    'A pipe holds 64 KiB. ' +
    'If a client opens a pipe for the log of a server and never reads it, the server stops when the pipe is full: it waits and answers no more calls. ' +
    'No error reports it. ' +
    'Calls time out, one after the other.',
  sources: ['https://github.com/mark3labs/mcp-go/issues/956', 'https://github.com/Quack6765/Eidon-AI/pull/247'],
  sourced: ['a log of more than 64 KiB that stops a server'],
  assumed: [],
  invented: ['the server of the terms'],
  breaks: ['settles-within', 'other-servers-work'],
  phases: [
    { from: 0, to: '1h', what: 'the terms write a long log', injections: [stderrNoise({ bytes: 1_000_000 }).for({ provider: 'terms' })] },
  ],
})
