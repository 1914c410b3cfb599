import { createRequire } from 'node:module'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWindowsCommand } from '../../src/stdio/windows-command.ts'

const escape = createRequire(import.meta.url)('cross-spawn/lib/util/escape.js') as {
  command(text: string): string
  argument(text: string, isTwice: boolean): string
}

/** The arguments of cmd.exe for a command, as cross-spawn writes them. */
function lineOf(command: string, args: readonly string[], isTwice: boolean): string[] {
  return ['/d', '/s', '/c', `"${[escape.command(command), ...args.map((word) => escape.argument(word, isTwice))].join(' ')}"`]
}

describe('readWindowsCommand', () => {
  it.each([
    ['npx', ['-y', '@acme/shop', 'a b', '', 'say "hi" & 100%', 'C:\\new folder\\', String.raw`\"`], false],
    [String.raw`C:\Program Files (x86)\shop.cmd`, [], false],
    [String.raw`node_modules\.bin\shop`, ['a "b" ^c', 'd'], true],
  ])('reads %s', (command, args, isTwice) => {
    const line = lineOf(command, args, isTwice)
    expect(readWindowsCommand(String.raw`C:\WINDOWS\system32\cmd.exe`, line)).toEqual({ command, args })
  })

  it('reads what cross-spawn writes', () => {
    // Of several backslashes before a quote, cross-spawn 7.0.6 doubles only the last, and the program itself gets another word.
    const word = fc
      .string({ unit: fc.constantFrom('a', ' ', '"', '\\', '^', '%', '&', '(', 'ü') })
      .filter((text) => !/\\{2,}(?:"|$)/.test(text))
    fc.assert(
      fc.property(
        word.filter((text) => text !== ''),
        fc.array(word, { maxLength: 4 }),
        fc.boolean(),
        (command, args, isTwice) => {
          expect(readWindowsCommand('cmd.exe', lineOf(command, args, isTwice))).toEqual({ command, args })
        },
      ),
    )
  })

  it.each([
    ['node', ['/d', '/s', '/c', '"npx"']],
    ['cmd.exe', ['/c', 'npx']],
    ['cmd.exe', ['/d', '/s', '/c', 'npx']],
    ['cmd.exe', []],
  ])('leaves another command alone: %s %j', (command, args) => {
    expect(readWindowsCommand(command, args)).toBeUndefined()
  })
})
