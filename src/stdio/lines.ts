/** Takes text in pieces, and gives the lines that end in each. */
export class LineReader {
  readonly #decoder = new TextDecoder()
  #rest = ''

  read(bytes: Uint8Array): readonly string[] {
    const lines = (this.#rest + this.#decoder.decode(bytes, { stream: true })).split('\n')
    this.#rest = lines.pop() ?? ''
    return lines.map((line) => line.replace(/\r$/, ''))
  }
}
