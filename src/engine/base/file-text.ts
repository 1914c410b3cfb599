/**
 * The text of a file's bytes: UTF-8, or UTF-16 if it begins with its byte order mark, as files do that `>` writes in Windows PowerShell.
 * The mark is not part of the text.
 */
export function fileText(bytes: Uint8Array): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe
  return new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes)
}
