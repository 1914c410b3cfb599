import { stdoutNoise } from '../faults/index.ts'
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
    'Clients read protocol messages from stdout and could not parse the first one. ' +
    'The connection was never made. ' +
    'Clients waited for it until they timed out.',
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
      injections: [stdoutNoise({ text: 'Terms Server version : 1.4.2' }).for({ provider: 'terms' })],
    },
  ],
})
