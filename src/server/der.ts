/** Writes values in the distinguished encoding rules of ASN.1 (ITU-T X.690), as far as a certificate needs them. */
export const der = {
  sequence: (...members: readonly Uint8Array[]): Buffer => tagged(0x30, ...members),
  set: (...members: readonly Uint8Array[]): Buffer => tagged(0x31, ...members),
  /** A tag of the context: constructed if it holds other values, primitive if it holds bytes. */
  context: (number: number, isConstructed: boolean, ...contents: readonly Uint8Array[]): Buffer =>
    tagged((isConstructed ? 0xa0 : 0x80) | number, ...contents),
  boolean: (value: boolean): Buffer => tagged(0x01, Buffer.of(value ? 0xff : 0)),
  /** A number that is not negative, as its bytes. */
  integer(bytes: Uint8Array): Buffer {
    return tagged(0x02, ...((bytes[0] ?? 0) >= 0x80 ? [Buffer.of(0)] : []), bytes)
  },
  bitString: (bytes: Uint8Array, unused = 0): Buffer => tagged(0x03, Buffer.of(unused), bytes),
  octetString: (bytes: Uint8Array): Buffer => tagged(0x04, bytes),
  text: (text: string): Buffer => tagged(0x0c, Buffer.from(text)),
  /** A date until 2049, to the second. */
  utcTime: (date: Date): Buffer =>
    tagged(
      0x17,
      Buffer.from(
        date
          .toISOString()
          .replaceAll(/[-:T]|\.\d+/g, '')
          .slice(2),
      ),
    ),
  /** An object identifier, in dots. */
  identifier(dotted: string): Buffer {
    const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
    return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(inSevenBits)]))
  },
} as const

function tagged(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents)
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content])
}

function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length]
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
}

function inSevenBits(value: number): readonly number[] {
  const digits: number[] = []
  for (let left = value; left > 0 || digits.length === 0; left >>= 7) digits.unshift((left & 0x7f) | (digits.length === 0 ? 0 : 0x80))
  return digits
}
