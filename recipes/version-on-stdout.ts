import { noiseOnStdout } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/kit.ts'

/**
 * A tool server prints its version into the message stream.
 * @example
 * chaos.play(versionOnStdout({ on: 'orders' }))
 */
export const versionOnStdout: RecipeFactory = defineRecipe({
  name: 'version-on-stdout',
  summary: 'a tool server prints its version into the stream of messages',
  story:
    'In 2025-06 a server printed its version on stdout when it started. ' +
    'Messages of the protocol are read from there, and clients could not read the first one. ' +
    'The connection was never made. ' +
    'Clients waited for it until their time was over.',
  sources: ['https://github.com/microsoft/azure-devops-mcp/issues/147', 'https://github.com/hurttlocker/o8/issues/1541'],
  sourced: ['a version and a log line on stdout'],
  assumed: ['a text before each message, in the same line'],
  invented: ['the server of the terms'],
  breaks: ['settles-within', 'other-servers-work'],
  phases: [
    {
      from: 0,
      to: '1h',
      what: 'the terms print into their messages',
      injections: [noiseOnStdout({ text: 'Terms Server version : 1.4.2' }).for({ provider: 'terms' })],
    },
  ],
})
