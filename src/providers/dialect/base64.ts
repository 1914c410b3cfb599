const mostArguments = 8_192

/** Encodes bytes as base64. */
export function base64Of(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += mostArguments) binary += String.fromCharCode(...bytes.subarray(at, at + mostArguments))
  return btoa(binary)
}

/** Returns numbers as 32-bit floats, little-endian: the bytes of a base64 vector. */
export function floatBytes(numbers: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(numbers.length * 4))
  for (const [index, number] of numbers.entries()) view.setFloat32(index * 4, number, true)
  return new Uint8Array(view.buffer)
}
