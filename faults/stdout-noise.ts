import { z } from 'zod'
import { defineFault, type FaultFactory, type Frame, type FrameItem } from '../src/kit.ts'

const parameters = z.object({
  where: z
    .enum(['start', 'line', 'same-line'])
    .default('same-line')
    .describe('at the start, in a line of its own before each message, or before each message in the same line'),
  text: z
    .string()
    .regex(/^[^\r\n]+$/, 'expected one line')
    .default('[info] shop-server 1.4.2 is listening')
    .describe('the text that the process prints'),
})

/** Yields printed text, then a message. */
function* printed(items: Iterable<FrameItem>, text: string, end: '' | '\n'): Generator<FrameItem, void, undefined> {
  for (const item of items) {
    if (item.type !== 'frame' || item.data === '') yield item
    else if (end === '') yield { ...item, raw: `${text} ${item.raw ?? `${item.data}\n`}` }
    else yield* [noise(text), item]
  }
}

function noise(text: string): Frame {
  return { type: 'frame', role: 'opening', data: text, raw: `${text}\n` }
}

/** Yields the text printed at the start. */
function* printedFirst(items: Iterable<FrameItem>, text: string): Generator<FrameItem, void, undefined> {
  for (const item of items) {
    yield item
    if (item.type === 'head') yield noise(text)
  }
}

/**
 * A tool server prints a text on stdout, which is reserved for protocol messages. On the same line as a message, it makes the
 * message unreadable.
 * Reported in: a server that printed its version, and servers whose libraries write logs to stdout.
 * @example
 * chaos.inject(stdoutNoise({ where: 'start', text: 'Loading...' }))
 */
export const stdoutNoise: FaultFactory<typeof parameters> = defineFault({
  name: 'stdout-noise',
  summary: 'a tool server prints text between its messages',
  family: 'Tool servers',
  needs: ['process'],
  shows: 'broken-json',
  persistence: 'permanent',
  frequency: 'common',
  sources: ['https://github.com/microsoft/azure-devops-mcp/issues/147', 'https://github.com/hurttlocker/o8/issues/1541'],
  breaks: ['settles-within'],
  parameters,
  frame(items, { call, parameters: { where, text } }) {
    if (call.operation === 'start-server') return where === 'start' ? printedFirst(items, text) : items
    return call.overStdio === true && where !== 'start' ? printed(items, text, where === 'line' ? '\n' : '') : items
  },
})
