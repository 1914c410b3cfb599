import { expect, it } from 'vitest'
import { endSignals, isForCommand } from '../../src/cli/signals.ts'

it('passes signals on, except those that the command gets as well', () => {
  const passedOn = (hasTerminal: boolean, platform: NodeJS.Platform): readonly string[] =>
    endSignals.filter((signal) => isForCommand(signal, hasTerminal, platform))
  expect(passedOn(false, 'linux')).toEqual(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'])
  expect(passedOn(true, 'linux')).toEqual(['SIGTERM', 'SIGHUP', 'SIGBREAK'])
  // A console sends each to all its processes. To pass SIGHUP on throws, and SIGINT would end the command at once.
  expect(passedOn(false, 'win32')).toEqual([])
})
