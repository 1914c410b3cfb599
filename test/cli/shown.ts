import { Writable } from 'node:stream'
import { demo } from '../../src/cli/demo.ts'

class Sink extends Writable {
  readonly isTTY = false
  text = ''

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString()
    done()
  }
}

/** The output of the demo without a terminal. */
export async function shown(options: { seed?: string; recipe?: string } = {}): Promise<string> {
  const sink = new Sink()
  await demo({ seed: 'tuesday', recipe: 'one-bad-hour', fast: true, ...options }, sink)
  return sink.text
}

/** The line of the scorecard that speaks of something, in words. */
export function score(text: string, what: string): string[] {
  return text
    .split('\n')
    .find((line) => line.startsWith(what))!
    .slice(what.length)
    .trim()
    .split(/\s{2,}/)
}
