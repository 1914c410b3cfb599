import { expect, it } from 'vitest'
import { fileText } from '../../../src/engine/base/file-text.ts'

it.each([
  ['UTF-8', Buffer.from('{"a":"é"}')],
  ['UTF-8 with its mark', Buffer.from('\uFEFF{"a":"é"}')],
  ['UTF-16, as Windows PowerShell writes it', Buffer.from('\uFEFF{"a":"é"}', 'utf16le')],
])('reads %s', (_, bytes) => {
  expect(fileText(bytes)).toBe('{"a":"é"}')
})
